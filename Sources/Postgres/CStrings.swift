#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Lends texts as C wants them, ended by a null pointer; a nil text is a null pointer too.
func withCStrings<Result>(_ texts: [String?], _ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
    let copies = texts.map { $0.flatMap { strdup($0) } }
    defer { copies.forEach { free($0) } }
    return body(copies.map { UnsafePointer($0) } + [nil])
}
