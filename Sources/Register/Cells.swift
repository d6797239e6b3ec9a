/// A row's cells by the column's name, in the order of the columns.
///
/// The rows below one header share its names, so that a row is one array, and a column that was found once is found again by its place.
public struct Cells: Sendable {
    public private(set) var columns: Columns
    /// By place in `columns`; nil where the row has no such cell. May be shorter.
    private var values: [Cell?]

    /// Cells of shared columns, by their places.
    ///
    /// - Parameter values: at most one for each of `columns`; nil and what is missing at the end are cells the row does not have.
    public init(_ columns: Columns, _ values: [Cell?]) {
        precondition(values.count <= columns.names.count, "a cell without a column")
        self.columns = columns
        self.values = values
    }

    /// Cells in the order of their columns' names.
    public init(_ cells: [String: Cell]) {
        let names = cells.keys.sorted()
        self.init(Columns(names), names.map { cells[$0] })
    }

    /// The cell of a column; nil where the row has none. Setting one for a new name adds the column to this row alone.
    public subscript(name: String) -> Cell? {
        get { columns.place(of: name).flatMap { self[$0] } }
        set {
            let place: Int
            if let known = columns.place(of: name) {
                place = known
            } else {
                guard newValue != nil else { return }
                place = columns.names.count
                columns = Columns(columns.names + [name])
            }
            while values.count <= place { values.append(nil) }
            values[place] = newValue
        }
    }

    /// The cell at a place of `columns`; nil where the row has none.
    public subscript(place: Int) -> Cell? { place < values.count ? values[place] : nil }

    /// The text of the cell at a place of `columns`; empty where the row has none.
    public func text(at place: Int) -> String { place < values.count ? values[place]?.text ?? "" : "" }

    /// Names of the cells that the row has, in the order of the columns.
    public var names: [String] { columns.names.indices.filter { self[$0] != nil }.map { columns.names[$0] } }

    /// The texts by name.
    public var texts: [String: String] {
        names.reduce(into: [:]) { $0[$1] = self[$1]?.text }
    }
}

extension Cells: Equatable {
    /// The same cells under the same names, whatever their order.
    public static func == (left: Cells, right: Cells) -> Bool {
        if left.columns === right.columns, left.values == right.values { return true }
        let names = left.names
        return Set(names) == Set(right.names) && names.allSatisfy { left[$0] == right[$0] }
    }
}

/// The names of a header's columns. Where one stands twice, the last is meant.
public final class Columns: Sendable {
    public let names: [String]
    private let places: [String: Int]

    public init(_ names: [String]) {
        self.names = names
        places = Dictionary(zip(names, names.indices), uniquingKeysWith: { _, last in last })
    }

    /// Where the column stands; nil where there is none of that name.
    public func place(of name: String) -> Int? { places[name] }
}
