// The page is whole without this script. With it, the page follows the feed: when the log grows, the page is asked
// for again, the sections that differ are replaced, and what changed is marked for a moment.
"use strict";
(() => {
  const live = document.getElementById("live");
  if (!live || !window.EventSource) return;
  let pending = 0;
  let busy = false;
  let again = false;

  const say = (text, state) => {
    live.textContent = text;
    live.className = "live " + state;
  };

  const texts = (root) => {
    const found = new Map();
    for (const element of root.querySelectorAll("[data-key]")) found.set(element.dataset.key, element.textContent);
    return found;
  };

  const replace = (section, fresh) => {
    if (section.isEqualNode(fresh)) return;
    const before = texts(section);
    const open = [...section.querySelectorAll("details")].map((details) => details.open);
    section.replaceChildren(...fresh.childNodes);
    section.querySelectorAll("details").forEach((details, index) => { details.open = open[index] || false; });
    for (const element of section.querySelectorAll("[data-key]")) {
      if (before.get(element.dataset.key) !== element.textContent) element.classList.add("changed");
    }
  };

  const refresh = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const response = await fetch(location.pathname + location.search, { headers: { accept: "text/html" } });
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      for (const section of document.querySelectorAll("[data-live]")) {
        const fresh = page.querySelector('[data-live="' + section.dataset.live + '"]');
        if (fresh) replace(section, fresh);
      }
      for (const element of document.querySelectorAll("[data-live-text]")) {
        const fresh = page.querySelector('[data-live-text="' + element.dataset.liveText + '"]');
        if (fresh) element.textContent = fresh.textContent;
      }
    } finally {
      busy = false;
      if (again) { again = false; refresh(); }
    }
  };

  const feed = new EventSource("/feed");
  feed.addEventListener("open", () => say("live", "on"));
  feed.addEventListener("error", () => say("reconnecting", "off"));
  feed.addEventListener("entries", (event) => {
    const news = JSON.parse(event.data);
    say(news.entries + (news.entries === 1 ? " new entry" : " new entries") + (news.source ? " from " + news.source : ""), "on");
    clearTimeout(pending);
    pending = setTimeout(refresh, 60);
  });
})();
