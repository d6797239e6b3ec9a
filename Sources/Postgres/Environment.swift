#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

enum Environment {
    /// `DATABASE_URL`, when it is set and not empty.
    static var databaseURL: String? {
        guard let value = getenv("DATABASE_URL") else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }
}
