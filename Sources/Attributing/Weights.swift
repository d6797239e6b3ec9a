import Foundation
import Register

/// What each trait of a text says for each label, as learned from labelled texts by `Ops/learn-weights`; read from
/// `Importers/answers/weights.csv`.
///
/// Rules find what somebody thought of; weights tell, where rules are silent or at odds, what the words beside AI mostly go with.
struct Weights: Sendable {
    /// By trait, for each label in the order of ``labels``; thousandths.
    private var weights: [String: SIMD8<Int32>] = [:]
    private var bias = SIMD8<Int32>()

    /// The columns, in the order of the file.
    static let labels: [AttributionLabel] = [.substitution, .restructuring, .marketDisruption, .automationNonAI, .denied, .none]

    /// How much of the texts that are like this one have each label; the shares add up to 1.
    struct Leaning: Sendable, CustomStringConvertible {
        let shares: [Double]

        /// Labels of five percent and more, the greatest share first.
        var description: String {
            zip(Weights.labels, shares).map { ($0.0.rawValue, Int(($0.1 * 100).rounded())) }.filter { $0.1 >= 5 }.sorted { $0.1 > $1.1 }
                .map { "\($0.0) \($0.1) %" }.joined(separator: ", ")
        }

        func share(of label: AttributionLabel) -> Double { Weights.labels.firstIndex(of: label).map { shares[$0] } ?? 0 }

        /// The shares of labels that attribute the cut to AI, together.
        var attributed: Double { zip(Weights.labels, shares).reduce(0) { $0 + ($1.0.isAttributed ? $1.1 : 0) } }

        /// The shares where one label counts so many times as much.
        func counting(_ label: AttributionLabel, times factor: Double) -> Leaning {
            let counted = zip(Weights.labels, shares).map { $0.0 == label ? $0.1 * factor : $0.1 }
            let total = counted.reduce(0, +)
            return Leaning(shares: counted.map { $0 / total })
        }

        /// The label of the greatest share among these.
        func best(among labels: [AttributionLabel]) -> AttributionLabel { labels.max { share(of: $0) < share(of: $1) } ?? .none }
    }

    /// - Parameter bytes: lines of a trait and a number for each label, commas between; the first line names the columns, the second is
    ///   `bias`.
    init(bytes: [UInt8], path: String) throws(AttributingError) {
        let lines = bytes.split(separator: UInt8(ascii: "\n")).dropFirst()
        weights.reserveCapacity(lines.count)
        guard !lines.isEmpty else { throw .wrongValue(path: path, line: 1, key: "weights", expected: "lines of weights") }
        for (index, line) in lines.enumerated() {
            let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            let values = fields.dropFirst().compactMap(Self.number)
            guard fields.count == Self.labels.count + 1, values.count == Self.labels.count else {
                throw .wrongValue(path: path, line: index + 2, key: "weights", expected: "a trait and \(Self.labels.count) numbers")
            }
            var row = SIMD8<Int32>()
            for (column, value) in values.enumerated() { row[column] = value }
            let trait = String(decoding: fields[0], as: UTF8.self)
            if trait == Self.biasName { bias = row } else { weights[trait] = row }
        }
    }

    private static let biasName = "bias"

    private static func number(_ field: ArraySlice<UInt8>) -> Int32? { Int32(String(decoding: field, as: UTF8.self)) }

    /// The sum of what the traits say, less the more of them there are: a long text is no surer than a short one.
    func leaning(of traits: some Sequence<String>) -> Leaning {
        var sum = SIMD8<Int32>()
        var known = 0
        for trait in traits {
            guard let row = weights[trait] else { continue }
            sum &+= row
            known += 1
        }
        let scale = 1 / (max(1, Double(known)).squareRoot() * 1000)
        let scores = Self.labels.indices.map { Double(sum[$0]) * scale + Double(bias[$0]) / 1000 }
        let highest = scores.max() ?? 0
        let powers = scores.map { exp($0 - highest) }
        let total = powers.reduce(0, +)
        return Leaning(shares: powers.map { $0 / total })
    }
}
