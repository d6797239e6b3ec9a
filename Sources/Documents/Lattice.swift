/// A table as its drawn lines say: where its columns and its rows are parted, and which of the partings a cell reaches across.
struct Lattice {
    /// Edges of the columns, from left to right.
    let columns: [Double]
    /// Edges of the rows, from top to bottom.
    let rows: [Double]
    /// Rows of the table can stand below it, where nothing parts them: only its header is ruled, or its cells are only shaded.
    let isOpen: Bool
    private let horizontals: [PDFRule]
    private let verticals: [PDFRule]

    /// Lines nearer than this are one: a border is often drawn twice.
    private static let nearness = 2.5

    /// The tables of a page, from top to bottom. Where no table is drawn, shaded cells that stand side by side make one.
    static func tables(of drawing: PDFDrawing) -> [Lattice] {
        let ruled = tables(horizontals: drawing.horizontals, verticals: drawing.verticals, areShades: false)
        guard ruled.isEmpty else { return ruled }
        let shaded = shadedCells(drawing.shades)
        return tables(
            horizontals: shaded.flatMap {
                [PDFRule(at: $0.top, from: $0.left, to: $0.right), PDFRule(at: $0.bottom, from: $0.left, to: $0.right)]
            },
            verticals: shaded.flatMap {
                [PDFRule(at: $0.left, from: $0.top, to: $0.bottom), PDFRule(at: $0.right, from: $0.top, to: $0.bottom)]
            }, areShades: true)
    }

    private static func tables(horizontals: [PDFRule], verticals: [PDFRule], areShades: Bool) -> [Lattice] {
        groups(joined(horizontals), joined(verticals)).compactMap { Lattice($0, $1, areShades: areShades) }
            .sorted { ($0.top, $0.left) < ($1.top, $1.left) }
    }

    /// Nil where the lines make no table of two columns.
    private init?(_ horizontals: [PDFRule], _ verticals: [PDFRule], areShades: Bool) {
        let tall = Self.clusters(verticals.map(\.at))
        let flat = Self.clusters(horizontals.map(\.at))
        guard let top = flat.first, let bottom = flat.last, tall.count >= 3, flat.count >= 2 else { return nil }
        // A line beside a single row parts no columns.
        let columns = tall.filter { edge in
            let near = verticals.filter { abs($0.at - edge) <= Self.nearness }
            return near.reduce(0) { $0 + $1.to - $1.from } >= (bottom - top) * 0.08
        }
        guard columns.count >= 3 else { return nil }
        // Nor does a line under a few cells part rows: they are one with the cells beside them, which go on.
        let middles = zip(columns, columns.dropFirst()).map { ($0 + $1) / 2 }
        let rows = flat.filter { edge in
            let near = horizontals.filter { abs($0.at - edge) <= Self.nearness }
            return edge == top || edge == bottom || middles.count { middle in near.contains { $0.covers(middle) } } * 2 >= middles.count
        }
        self.columns = columns
        self.rows = rows
        isOpen = areShades || rows.count == 2
        self.horizontals = horizontals
        self.verticals = verticals
    }

    var top: Double { rows.first ?? 0 }
    var bottom: Double { rows.last ?? 0 }
    var left: Double { columns.first ?? 0 }
    var right: Double { columns.last ?? 0 }

    /// Whether the word belongs to the table. Text of a full cell stands out of it a little.
    func holds(_ box: PDFBox, slack: Double) -> Bool {
        box.middle >= left - 2 && box.middle <= right + 2 && box.center >= top - slack && box.center <= bottom + slack
    }

    /// The row a height is in.
    func row(at height: Double) -> Int { Self.interval(of: height, among: rows) }

    /// The column at a distance from the left, of these edges.
    static func interval(of position: Double, among edges: [Double]) -> Int {
        max(0, min(edges.count - 2, (edges.lastIndex { $0 <= position } ?? 0)))
    }

    /// Whether a line parts the row's cell at this edge from the one before it.
    func isParted(at edge: Double, inRow row: Int) -> Bool {
        let middle = (rows[row] + rows[row + 1]) / 2
        return verticals.contains { abs($0.at - edge) <= 3 && $0.covers(middle) }
    }

    /// Whether a line parts the column's cell in this row from the one above.
    func isParted(above row: Int, from left: Double, to right: Double) -> Bool {
        row == 0 || horizontals.contains { abs($0.at - rows[row]) <= 3 && $0.covers((left + right) / 2) }
    }

    // MARK: Lines

    /// Positions that are nearly the same, each as their mean.
    private static func clusters(_ positions: [Double]) -> [Double] {
        var clusters: [[Double]] = []
        for position in positions.sorted() {
            if let last = clusters.last?.last, position - last <= nearness {
                clusters[clusters.count - 1].append(position)
            } else {
                clusters.append([position])
            }
        }
        return clusters.map { $0.reduce(0, +) / Double($0.count) }
    }

    /// Pieces that follow each other on one line are one line.
    private static func joined(_ rules: [PDFRule]) -> [PDFRule] {
        var joined: [PDFRule] = []
        for rule in rules.sorted(by: { ($0.at, $0.from) < ($1.at, $1.from) }) {
            if let index = joined.lastIndex(where: { abs($0.at - rule.at) < 0.3 && rule.from <= $0.to + nearness }),
                joined[index].from <= rule.from
            {
                joined[index].to = max(joined[index].to, rule.to)
            } else {
                joined.append(rule)
            }
        }
        return joined
    }

    /// The lines that touch each other, table by table.
    private static func groups(_ horizontals: [PDFRule], _ verticals: [PDFRule]) -> [([PDFRule], [PDFRule])] {
        let boxes =
            horizontals.map { PDFBox(left: $0.from, top: $0.at, right: $0.to, bottom: $0.at) }
            + verticals.map { PDFBox(left: $0.at, top: $0.from, right: $0.at, bottom: $0.to) }
        var group = Array(repeating: -1, count: boxes.count)
        var count = 0
        for start in boxes.indices where group[start] < 0 {
            group[start] = count
            var open = [start]
            while let next = open.popLast() {
                for other in boxes.indices where group[other] < 0 && touch(boxes[next], boxes[other]) {
                    group[other] = count
                    open.append(other)
                }
            }
            count += 1
        }
        return (0..<count).map { number in
            (
                horizontals.indices.filter { group[$0] == number }.map { horizontals[$0] },
                verticals.indices.filter { group[horizontals.count + $0] == number }.map { verticals[$0] }
            )
        }
    }

    private static func touch(_ one: PDFBox, _ other: PDFBox) -> Bool {
        one.left - nearness <= other.right && other.left - nearness <= one.right && one.top - nearness <= other.bottom
            && other.top - nearness <= one.bottom
    }

    // MARK: Shading

    /// Shaded rectangles of one height that stand edge to edge, three or more: the cells of a row.
    private static func shadedCells(_ shades: [PDFBox]) -> [PDFBox] {
        let sorted = shades.sorted { ($0.top.rounded(), $0.bottom.rounded(), $0.left) < ($1.top.rounded(), $1.bottom.rounded(), $1.left) }
        var rows: [[PDFBox]] = []
        for shade in sorted {
            if let last = rows.last?.last, abs(last.top - shade.top) < 1, abs(last.bottom - shade.bottom) < 1, abs(last.right - shade.left) < 1 {
                rows[rows.count - 1].append(shade)
            } else {
                rows.append([shade])
            }
        }
        return rows.filter { $0.count >= 3 }.flatMap { $0 }
    }
}
