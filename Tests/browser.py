"""Headless Chromium by its own protocol over two pipes; nothing but the standard library."""

import base64, json, os, select, shutil, signal, subprocess, tempfile, time

# Counts what moves while the page loads, and when something was last painted anew.
OBSERVE = """
window.walkShift = 0;
new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) window.walkShift += e.value; })
  .observe({ type: 'layout-shift', buffered: true });
"""


def chromium():
    """Path of the browser; None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Browser:
    """One browser with one page open. Use it in a `with`."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="warn-browser.")
        here, theirs = os.pipe(), os.pipe()
        # The protocol reads descriptor 3 and writes 4.
        def hand_over():
            os.dup2(here[0], 63), os.dup2(theirs[1], 64)
            os.dup2(63, 3), os.dup2(64, 4)
        self.process = subprocess.Popen(
            [chromium(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--disable-extensions",
             "--disable-background-networking", "--disable-component-update", "--no-first-run", "--remote-debugging-pipe", "--user-data-dir=" + self.folder],
            preexec_fn=hand_over, pass_fds=(3, 4), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        os.close(here[0]), os.close(theirs[1])
        self.out, self.inp = here[1], theirs[0]
        self.number, self.session, self.buffer, self.events = 0, None, b"", []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.call(domain + ".enable")
        self.call("Network.setCacheDisabled", cacheDisabled=True)
        self.call("Page.addScriptToEvaluateOnNewDocument", source=OBSERVE)
        return self

    def __exit__(self, *_):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        os.close(self.out), os.close(self.inp)
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + 120
        while True:
            said = self.read(deadline)
            if said is None:
                raise RuntimeError(f"the browser did not answer {method}")
            if said.get("id") == self.number:
                if "error" in said:
                    raise RuntimeError(f"{method}: {said['error']}")
                return said["result"]
            self.events.append(said)

    def read(self, deadline):
        while b"\0" not in self.buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.inp], [], [], left)[0]:
                return None
            piece = os.read(self.inp, 1 << 20)
            if not piece:
                raise RuntimeError("the browser ended")
            self.buffer += piece
        one, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(one)

    def wait(self, method, seconds=60):
        """The parameters of the next event of this name, among those that came already or come in time; None when none does."""
        deadline = time.monotonic() + seconds
        place = 0
        while True:
            while place < len(self.events):
                if self.events[place].get("method") == method:
                    return self.events.pop(place)["params"]
                place += 1
            said = self.read(deadline)
            if said is None:
                return None
            self.events.append(said)

    def evaluate(self, script):
        """The value of an expression in the page, awaited if it is a promise."""
        said = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in said:
            raise RuntimeError(said["exceptionDetails"].get("exception", {}).get("description", "a script failed"))
        return said["result"].get("value")

    def look(self, width=1280, height=900, night=False, script=True):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if night else "light"}])
        self.call("Emulation.setScriptExecutionDisabled", value=not script)

    def visit(self, address):
        """Loads a page; gives its bytes over the wire, every address asked, and how far things moved."""
        self.events = []
        self.call("Page.navigate", url=address)
        if self.wait("Page.loadEventFired", 120) is None:
            raise RuntimeError(f"{address} did not load")
        self.wait("never", 0.25)
        requests, weight, shift = [], 0, self.evaluate("window.walkShift || 0")
        for event in self.events:
            if event.get("method") == "Network.requestWillBeSent":
                requests.append(event["params"]["request"]["url"])
            if event.get("method") == "Network.loadingFinished":
                weight += event["params"]["encodedDataLength"]
        return {"requests": requests, "weight": int(weight), "shift": shift}

    def picture(self, path, whole=True, most=6000):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], most), "scale": 1}
        options = {"clip": clip, "captureBeyondViewport": True} if whole else {}
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("Page.captureScreenshot", format="png", **options)["data"]))
