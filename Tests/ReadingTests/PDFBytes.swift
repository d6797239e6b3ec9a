/// Builds PDFs byte by byte: pages of 600 by 400 points with words and lines, measured from the top left corner.
struct PDFBytes {
    private var pages: [String] = [""]

    mutating func text(_ text: String, x: Double, y: Double, size: Double = 10) {
        let escaped = text.flatMap { "()\\".contains($0) ? "\\\($0)" : String($0) }
        pages[pages.count - 1] += "BT /F \(size) Tf \(x) \(400 - y) Td (\(String(escaped))) Tj ET\n"
    }

    mutating func line(_ fromX: Double, _ fromY: Double, _ toX: Double, _ toY: Double) {
        pages[pages.count - 1] += "\(fromX) \(400 - fromY) m \(toX) \(400 - toY) l S\n"
    }

    /// A filled rectangle.
    mutating func shade(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
        pages[pages.count - 1] += "0.8 0.8 1 rg \(left) \(400 - bottom) \(right - left) \(bottom - top) re f 0 g\n"
    }

    mutating func newPage() { pages.append("") }

    /// Rows of one height with lines around each cell; a line of a text stands 12 points below the one before.
    mutating func table(_ rows: [[String]], columns: [Double], top: Double, height: Double = 20) {
        for (index, row) in rows.enumerated() {
            let y = top + Double(index) * height
            line(columns[0], y, columns[columns.count - 1], y)
            for (column, text) in row.enumerated() {
                for (number, part) in text.split(separator: "\n").enumerated() {
                    self.text(String(part), x: columns[column] + 3, y: y + 12 + Double(number) * 12)
                }
            }
        }
        let bottom = top + Double(rows.count) * height
        line(columns[0], bottom, columns[columns.count - 1], bottom)
        for column in columns { line(column, top, column, bottom) }
    }

    var bytes: [UInt8] {
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count \(pages.count) /Kids [\(pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " "))] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        for (index, content) in pages.enumerated() {
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 400] /Resources << /Font << /F 3 0 R >> >> /Contents \(5 + 2 * index) 0 R >>"
            )
            objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)endstream")
        }
        var text = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets { text += String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n" }
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }
}
