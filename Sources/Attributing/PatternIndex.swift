/// Which of many patterns may stand in a sentence: each is filed under the symbols of its rarest element, so that few are asked.
struct PatternIndex: Sendable {
    /// By pattern: where its row begins in ``needs``; one more at the end.
    private var starts: [Int] = [0]
    /// For each pattern its elements' symbols, each element ended by ``separator``.
    private var needs: [Int] = []
    /// By symbol: where the patterns filed under it begin in ``filed``; one more at the end.
    private let places: [Int]
    private let filed: [Int]

    /// - Parameters:
    ///   - patterns: of each its needed elements, as their symbols.
    ///   - count: the symbols there are.
    ///   - cost: how often a symbol is met, in whatever unit.
    init(_ patterns: [[[Int]]], count: Int, cost: (Int) -> Int) {
        var filed: [[Int]] = Array(repeating: [], count: count)
        for (number, elements) in patterns.enumerated() {
            for element in elements { needs += element + [Self.separator] }
            starts.append(needs.count)
            let costs = elements.map { $0.reduce(0) { $0 + cost($1) } }
            guard let least = costs.min(), let rarest = costs.firstIndex(of: least) else { continue }
            for symbol in Set(elements[rarest]) { filed[symbol].append(number) }
        }
        places = filed.reduce(into: [0]) { places, numbers in places.append((places.last ?? 0) + numbers.count) }
        self.filed = Array(filed.joined())
    }

    /// The patterns of which every needed element is there, by number, in order.
    func possible(with present: SymbolSet) -> [Int] {
        var possible: [Int] = []
        present.forEach { symbol in
            for place in places[symbol]..<places[symbol + 1] where isMet(filed[place], by: present) { possible.append(filed[place]) }
        }
        // Filed under two symbols that are both there, a pattern was met twice.
        possible.sort()
        var last = -1
        possible.removeAll { number in
            defer { last = number }
            return number == last
        }
        return possible
    }

    private func isMet(_ number: Int, by present: SymbolSet) -> Bool {
        var isMet = false
        for place in starts[number]..<starts[number + 1] {
            let symbol = needs[place]
            if symbol == Self.separator {
                guard isMet else { return false }
                isMet = false
            } else if !isMet, present.contains(symbol) {
                isMet = true
            }
        }
        return true
    }

    private static let separator = -1
}
