extension FilingCheck {
    /// FIL-401, FIL-402: where it happens.
    mutating func sites() {
        guard !isRefused("sites"), record["sites"] != nil else { return }
        let items = items("sites")
        let numbers = items.compactMap { whole($0 + ".seq") }
        let isTrusted = !items.contains { isRefused($0 + ".seq") || isRefused($0) }
        if items.isEmpty {
            report(.siteNumbers, "sites", "there is no site", hint: "Give one site at least.")
        } else if isTrusted, numbers.sorted() != Array(1...items.count) {
            report(
                .siteNumbers, "sites", "the sites' seq are not 1 to \(items.count)",
                hint: "Number them from 1, without a gap or a repetition.")
        }
        for item in items where !isRefused(item) { checkAddress(item) }
    }

    private mutating func checkAddress(_ site: String) {
        for name in ["street", "city"] where isBlank(site + "." + name) {
            report(.address, site + "." + name, "\(site).\(name) is missing", hint: "Give the site's full address.", refuses: true)
        }
        let statePath = site + ".state"
        let fips = text(statePath).flatMap { context.law.fips[$0] }
        if !isRefused(statePath), fips == nil {
            report(
                .address, statePath, "\(statePath) \((text(statePath) ?? "").quoted) is not a state or area of the United States",
                hint: "Write its two capital letters.", refuses: true)
        }
        let zip = site + ".zip"
        if !isRefused(zip), !Self.isZIP(text(zip) ?? "") {
            report(
                .address, zip, "\(zip) \((text(zip) ?? "").quoted) is not a ZIP code",
                hint: "Write five digits, or five, a hyphen and four.", refuses: true)
        }
        let county = site + ".county_fips"
        if let code = value(county)?.text, let fips, !Self.isDigits(code, 5) || !code.hasPrefix(fips) {
            report(
                .address, county, "\(county) \(code.quoted) is not a county of that state",
                hint: "Write five digits that begin with the state's \(fips).", refuses: true)
        }
    }

    private static func isZIP(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        return isDigits(parts[0], 5) && (parts.count == 1 || (parts.count == 2 && isDigits(parts[1], 4)))
    }

    /// FIL-403 to FIL-409: how many workers, and whether the parts make the whole.
    mutating func counts() {
        checkStated()
        if form == "N" || form == "N/P", let zero = items("sites").first(where: { whole($0 + ".workers") == 0 }) {
            report(.siteWithoutWorkers, zero + ".workers", "\(zero) has no workers", hint: "Leave out a site where nobody loses work.")
        }
        if let workers = whole("event.workers"), workers > 100_000 {
            report(.tooLarge, "event.workers", "\(workers) workers are too many to be a record", hint: "At most 100,000; check the figure.")
        }
        checkSums()
        for site in items("sites") { checkParts(of: site) }
    }

    private mutating func checkStated() {
        guard !isWithdrawal || !isBlank("sites") else { return }
        let missing = (["event"] + items("sites")).map { $0 + ".workers" }.filter { isBlank($0) }
        guard !missing.isEmpty, !isRefused("event.estimate_pending") else { return }
        let due = "event.estimate_due_date"
        guard flag("event.estimate_pending") == true else {
            for path in missing where path != "event.workers" {
                report(.workersNotStated, path, "\(path) is missing", hint: "State the workers, or set estimate_pending with its due date.")
            }
            return
        }
        guard !isRefused(due) else { return }
        let days = date(due)?.days(since: context.today)
        if days.map({ $0 > 30 }) ?? true {
            report(
                .workersNotStated, due, "an estimate is pending and is not due within 30 days",
                hint: "Give estimate_due_date, at most 30 days ahead.")
        }
    }

    private mutating func checkSums() {
        guard let total = whole("event.workers") else { return }
        if let sum = sum("sites", "workers"), sum != total {
            report(.siteSum, "event.workers", "the sites have \(sum) workers, the total is \(total)", hint: "Correct the total or a site.")
        }
        if let sum = sum("event.schedule", "workers"), sum != total {
            report(
                .scheduleSum, "event.schedule", "the instalments have \(sum) workers, the total is \(total)",
                hint: "Correct the total or an instalment.")
        }
    }

    private mutating func checkParts(of site: String) {
        guard let workers = whole(site + ".workers") else { return }
        let fullTime = whole(site + ".workers_full_time"), partTime = whole(site + ".workers_part_time")
        if fullTime != nil || partTime != nil, (fullTime ?? 0) + (partTime ?? 0) > workers {
            report(
                .partAndWhole, site + ".workers_full_time", "full-time and part-time together exceed the site's \(workers) workers",
                hint: "Less is allowed (the rest is unknown), more is not.")
        }
        if let remote = whole(site + ".workers_remote"), remote > workers {
            report(
                .partAndWhole, site + ".workers_remote", "\(remote) remote workers exceed the site's \(workers)",
                hint: "Correct one of them.")
        }
        let classes = items(site + ".job_classes").compactMap { whole($0 + ".workers") }.reduce(0, +)
        if classes > workers {
            report(
                .partAndWhole, site + ".job_classes", "the job classes have \(classes) workers, the site \(workers)",
                hint: "Correct a class or the site.")
        }
        if let before = whole(site + ".employees_before"), workers > before {
            report(
                .partAndWhole, site + ".workers", "\(workers) workers exceed the \(before) people employed there",
                hint: "Correct one of them.")
        }
    }
}
