import Catalog
import Foundation
import Register

/// The tables of `Schema/reference` that a filing is measured against.
enum ReferenceTables {
    static func law(_ home: Home) throws -> FilingLaw {
        let periods = try rows("notice-periods.csv", of: home) { NoticePeriod(row: $0) }
        let regimes = try rows("regimes.csv", of: home) { AIRegime(row: $0) }
        var fips = Dictionary(try Catalog.jurisdictions(home).map { ($0.code.rawValue, $0.fips) }, uniquingKeysWith: { first, _ in first })
        for (code, number) in try rows(
            "outlying-areas.csv", of: home, { row in row["code"].flatMap { code in row["fips"].map { (code, $0) } } })
        {
            fips[code] = number
        }
        let codes = try ["naics.csv", "naics-earlier.csv"].flatMap { file in
            try rows(file, of: home) { row in row["vintage"].flatMap { Int($0) }.flatMap { year in row["code"].map { (year, $0) } } }
        }
        let naics = Dictionary(grouping: codes, by: \.0).mapValues { Set($0.map(\.1)) }
        return FilingLaw(periods: periods, regimes: regimes, fips: fips, naics: naics)
    }

    /// Every row of a table through `read`; a row that does not read stops with its line.
    private static func rows<Row>(_ file: String, of home: Home, _ read: ([String: String]) -> Row?) throws -> [Row] {
        let path = home.schema + "/reference/" + file
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandError.unreadableFile(path: path, reason: "no such text file")
        }
        return try Self.rows(of: text, at: path, read)
    }

    /// The rows of a table by column, where it has exactly these columns.
    static func rows(of text: String, at path: String, header: [String]) throws -> [[String: String]] {
        let found = text.prefix { !$0.isNewline }
        guard cells(of: found) == header else {
            throw CommandError.badReference(place: "\(path):1", reason: "its first line is not " + header.joined(separator: ","))
        }
        return try rows(of: text, at: path) { $0.values.contains("") ? nil : $0 }
    }

    private static func rows<Row>(of text: String, at path: String, _ read: ([String: String]) -> Row?) throws -> [Row] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().filter { !$0.element.isEmpty }
        guard let header = lines.first.map({ cells(of: $0.element) }) else { return [] }
        return try lines.dropFirst().map { index, line in
            let cells = cells(of: line)
            guard cells.count == header.count, let row = read(Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first }))
            else {
                throw CommandError.badReference(place: "\(path):\(index + 1)", reason: "the row does not read")
            }
            return row
        }
    }

    /// One line of CSV; a quoted cell may hold commas, and two quotes stand for one.
    private static func cells(of line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        var previous: Character = ","
        for character in line where character != "\r" {
            if character == "\"" {
                if !isQuoted, previous == "\"" { cells[cells.count - 1].append("\"") }
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
            previous = character
        }
        return cells
    }
}
