import Testing

@testable import Normalizing

@Suite struct ReasonReaderTests {
    static let vocabulary = [
        "Artificial Intelligence", "Building Renovations", "Contract Loss", "Contract Termination", "Economic", "Expiration of Lease",
        "Funding Loss", "Other", "Relocation", "Relocation of Business",
    ]

    @Test(
        "a multiple choice is split by its vocabulary, whatever joins the choices",
        arguments: [
            ("Building RenovationsContract Loss", ["Building Renovations", "Contract Loss"]),
            ("Building Renovations Contract Loss", ["Building Renovations", "Contract Loss"]),
            ("Relocation of Business, Artificial Intelligence", ["Relocation of Business", "Artificial Intelligence"]),
            (
                "Contract Loss Contract Termination Economic Funding Loss",
                ["Contract Loss", "Contract Termination", "Economic", "Funding Loss"]
            ),
            ("Economic Expiration of Lease Other", ["Economic", "Expiration of Lease", "Other"]), ("", []), ("Flood", ["Flood"]),
            ("Economic, Flood", ["Economic", "Flood"]),
            ("Another matter", ["Another matter"]),
        ])
    func split(text: String, reasons: [String]) { #expect(ReasonReader.reasons(in: text, vocabulary: Self.vocabulary) == reasons) }

    @Test("without a vocabulary the text is one reason")
    func whole() { #expect(ReasonReader.reasons(in: "Lost  Contract, Merger", vocabulary: []) == ["Lost Contract, Merger"]) }
}
