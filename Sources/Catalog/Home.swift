import Foundation

/// The folder that holds `Importers` and `Schema`.
public struct Home: Sendable, Equatable {
    /// An absolute path without a final slash.
    public let path: String

    public init(path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    public var importers: String { path + "/Importers" }
    public var schema: String { path + "/Schema" }

    /// The first that fits of: the folder given, `$WARN_HOME`, `../share/warn-register` beside the binary, the current folder.
    ///
    /// A folder that is given by hand or by the environment must fit; it is never passed over for another.
    public static func find(given: String? = nil) throws(CatalogError) -> Home {
        try find(
            given: given, environment: ProcessInfo.processInfo.environment, binary: Bundle.main.executablePath ?? "",
            current: FileManager.default.currentDirectoryPath)
    }

    static func find(given: String?, environment: [String: String], binary: String, current: String) throws(CatalogError) -> Home {
        let candidates: [String]
        if let given {
            candidates = [given]
        } else if let variable = environment["WARN_HOME"], !variable.isEmpty {
            candidates = [variable]
        } else {
            let shared = URL(fileURLWithPath: binary).deletingLastPathComponent().deletingLastPathComponent().path + "/share/warn-register"
            candidates = [shared, current]
        }
        for candidate in candidates {
            let home = Home(path: candidate)
            if home.isComplete { return home }
        }
        throw .noHome(tried: candidates)
    }

    /// True when the folder has the manifests' schema and the roster of jurisdictions.
    var isComplete: Bool {
        FileManager.default.fileExists(atPath: importers + "/manifest.schema.json")
            && FileManager.default.fileExists(atPath: schema + "/reference/jurisdictions.csv")
    }
}
