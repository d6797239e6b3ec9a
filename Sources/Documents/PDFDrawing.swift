internal import CLibxml2

/// What is drawn on a page beside its words: straight lines and filled rectangles, from `pdftocairo -svg`.
struct PDFDrawing: Equatable {
    var horizontals: [PDFRule] = []
    var verticals: [PDFRule] = []
    /// Colored rectangles: the shading of cells.
    var shades: [PDFBox] = []

    static func pages(_ bytes: [UInt8], limits: PDFLimits) throws(DocumentError) -> [PDFDrawing] {
        let svg = try XMLPart(bytes, name: "the drawing of the document")
        // One page stands in the document itself, several in elements of their own.
        var pages = [PDFDrawing()]
        var hasPages = false
        while let shape = try svg.nextShape() {
            switch shape {
            case .page:
                if hasPages { pages.append(PDFDrawing()) }
                hasPages = true
            case .path:
                let page = pages.count - 1
                pages[page].add(svg.attributes)
                guard pages[page].horizontals.count + pages[page].verticals.count + pages[page].shades.count <= limits.rules else {
                    throw .tooLarge(what: "a page", limit: "\(limits.rules) lines")
                }
            }
        }
        return pages
    }

    // MARK: Paths

    /// A line thicker than this is an area.
    private static let thickness = 3.0

    private mutating func add(_ attributes: [String: String]) {
        let style = (attributes["style"] ?? "").split(separator: ";").map { $0.filter { $0 != " " } }
        let isStroked = style.contains { $0.hasPrefix("stroke:") && $0 != "stroke:none" }
        let isWhite = style.contains { $0.hasPrefix("fill:rgb(100%,100%,100%)") }
        guard isStroked || !isWhite else { return }
        for line in Self.lines(attributes["d"] ?? "", moved: attributes["transform"]) {
            if isStroked { addStroke(line) } else { addArea(line) }
        }
    }

    private mutating func addStroke(_ line: [(x: Double, y: Double)]) {
        for (from, to) in zip(line, line.dropFirst()) {
            if abs(from.y - to.y) < 0.5, abs(from.x - to.x) > 2 {
                horizontals.append(PDFRule(at: (from.y + to.y) / 2, from: min(from.x, to.x), to: max(from.x, to.x)))
            } else if abs(from.x - to.x) < 0.5, abs(from.y - to.y) > 2 {
                verticals.append(PDFRule(at: (from.x + to.x) / 2, from: min(from.y, to.y), to: max(from.y, to.y)))
            }
        }
    }

    /// A thin rectangle is a line; one that is thin both ways is the joint of two.
    private mutating func addArea(_ line: [(x: Double, y: Double)]) {
        guard let first = line.first, line.count > 3 else { return }
        let box = line.reduce(into: PDFBox(left: first.x, top: first.y, right: first.x, bottom: first.y)) { box, point in
            (box.left, box.right) = (min(box.left, point.x), max(box.right, point.x))
            (box.top, box.bottom) = (min(box.top, point.y), max(box.bottom, point.y))
        }
        if box.height < Self.thickness { horizontals.append(PDFRule(at: box.center, from: box.left, to: box.right)) }
        if box.width < Self.thickness { verticals.append(PDFRule(at: box.middle, from: box.top, to: box.bottom)) }
        if box.height >= Self.thickness, box.width >= Self.thickness, line.count <= 6 { shades.append(box) }
    }

    /// The straight lines of a path such as `M 36 81 L 150.6 81 L 150.6 18 Z`; none of a path with curves.
    private static func lines(_ path: String, moved transform: String?) -> [[(x: Double, y: Double)]] {
        let matrix = transform.map { $0.split { "matrix(), ".contains($0) }.compactMap { Double($0) } } ?? []
        var lines: [[(x: Double, y: Double)]] = []
        var numbers: [Double] = []
        for token in path.split(separator: " ") {
            switch token {
            case "M": lines.append([])
            case "L": continue
            case "Z":
                if let first = lines.last?.first { lines[lines.count - 1].append(first) }
            default:
                guard let number = Double(token), !lines.isEmpty else { return [] }
                numbers.append(number)
                guard numbers.count == 2 else { continue }
                let (x, y) = (numbers[0], numbers[1])
                numbers = []
                let isMoved = matrix.count == 6
                let point =
                    isMoved ? (x: matrix[0] * x + matrix[2] * y + matrix[4], y: matrix[1] * x + matrix[3] * y + matrix[5]) : (x: x, y: y)
                lines[lines.count - 1].append(point)
            }
        }
        return lines.filter { $0.count > 1 }
    }
}

/// A straight line along one axis: where it is on the other, and from where to where it goes.
struct PDFRule: Equatable {
    var at: Double
    var from: Double
    var to: Double

    func covers(_ position: Double) -> Bool { from - 1 <= position && position <= to + 1 }
}

extension XMLPart {
    enum Shape { case page, path }

    /// The next page or path of an SVG; nil at its end. Glyphs, clippings and pictures are passed over in C: there are a hundred for a line.
    func nextShape() throws(DocumentError) -> Shape? {
        switch nextDrawn() {
        case 1: return .page
        case 2: return .path
        case 0: return nil
        default: throw .part(name, "broken XML")
        }
    }
}
