extension FilingCheck {
    /// FIL-703 to FIL-705: whose key, in force, and over these very bytes. A foreign key's signature is not tried.
    mutating func signature() {
        guard let signing = context.signing else { return }
        let path = "certification.key_id"
        guard !isBlank(path), !isRefused(path) else {
            guard !isRefused(path) else { return }
            return report(.signature, "certification.signature", "the filing names no key", hint: "Sign it with a registered key.")
        }
        let name = text(path) ?? ""
        guard let key = signing.key, key.filer == record.filer else {
            return report(
                .foreignKey, path, "\(name.quoted) is no key of filer \(record.filer ?? "(none)")",
                hint: "Sign with a key that is registered for this filer.")
        }
        if !key.isInForce(at: context.receivedAt) {
            report(
                .keyNotInForce, path, "key \(name.quoted) was not in force when the filing was received",
                hint: "Sign with a key that is in force; when it was signed does not matter.")
        }
        guard let signature = signing.signature, signing.isWhole, key.verifies(signature, over: signing.payload) else {
            return report(
                .signature, "certification.signature", "the signature is missing, or is not of key \(name.quoted) over these bytes",
                hint: "Sign the canonical payload as it is handed in.")
        }
    }

    /// FIL-706, alone.
    mutating func refuseReplay(of accession: AccessionNumber) {
        report(
            .replay, "certification.signature", "replay: these very bytes were accepted before as \(accession)",
            hint: "Nothing is to be done: the filing is recorded under that number.")
    }
}
