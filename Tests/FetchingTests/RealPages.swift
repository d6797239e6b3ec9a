import Foundation

/// Pages as the states served them, where a checkout has them beside it.
enum RealPages {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/data/pages").standardized
    static var arePresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

    static func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }
}
