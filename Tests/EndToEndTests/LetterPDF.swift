import Foundation

/// A letter as a PDF, written byte by byte: of text, or of a picture of that text as a scanner leaves it.
enum LetterPDF {
    /// Twelve points on a page of letter size; a line for each text.
    static func ofText(_ pages: [[String]]) -> [UInt8] {
        var objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
        let kids = pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
        objects.append("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
        objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        for (number, lines) in pages.enumerated() {
            let shown = lines.map { "(\($0.replacing("(", with: "\\(").replacing(")", with: "\\)"))) Tj T*" }.joined(separator: "\n")
            let content = "BT /F1 12 Tf 16 TL 60 720 Td\n\(shown)\nET"
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents \(5 + 2 * number) 0 R >>")
            objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
        }
        return file(objects.map { Array($0.utf8) })
    }

    /// The same pages as pictures: nothing of them is text.
    static func scanned(_ pages: [[String]]) async throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("letter.pdf")
        try Data(ofText(pages)).write(to: path)
        _ = try await Shell.run("pdftoppm", "-jpeg", "-r", "150", path.path, folder.url.appendingPathComponent("page").path)
        let pictures = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasSuffix(".jpg") }.sorted()
        var objects: [[UInt8]] = [Array("<< /Type /Catalog /Pages 2 0 R >>".utf8)]
        let kids = pictures.indices.map { "\(3 + 3 * $0) 0 R" }.joined(separator: " ")
        objects.append(Array("<< /Type /Pages /Kids [\(kids)] /Count \(pictures.count) >>".utf8))
        for (number, name) in pictures.enumerated() {
            let bytes = [UInt8](try Data(contentsOf: folder.url.appendingPathComponent(name)))
            let first = 3 + 3 * number
            let content = "q 612 0 0 792 0 0 cm /P Do Q"
            objects.append(
                Array(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /P \(first + 2) 0 R >> >> /Contents \(first + 1) 0 R >>"
                        .utf8))
            objects.append(Array("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream".utf8))
            objects.append(
                Array(
                    "<< /Type /XObject /Subtype /Image /Width 1275 /Height 1650 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length \(bytes.count) >>\nstream\n"
                        .utf8) + bytes + Array("\nendstream".utf8))
        }
        return file(objects)
    }

    private static func file(_ objects: [[UInt8]]) -> [UInt8] {
        var bytes = Array("%PDF-1.4\n".utf8)
        var places: [Int] = []
        for (number, object) in objects.enumerated() {
            places.append(bytes.count)
            bytes += Array("\(number + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let table = bytes.count
        bytes += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for place in places { bytes += Array((String(repeating: "0", count: 10 - String(place).count) + "\(place) 00000 n \n").utf8) }
        bytes += Array("trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
        return bytes
    }
}
