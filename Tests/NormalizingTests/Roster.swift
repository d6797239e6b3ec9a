import Register

@testable import Normalizing

/// A few jurisdictions, as the roster has them.
enum Roster {
    static let some: [Jurisdiction] = [
        ("AK", "Alaska", "02"), ("CA", "California", "06"), ("CO", "Colorado", "08"), ("CT", "Connecticut", "09"),
        ("DC", "District of Columbia", "11"),
        ("FL", "Florida", "12"), ("IL", "Illinois", "17"), ("IN", "Indiana", "18"), ("KS", "Kansas", "20"), ("KY", "Kentucky", "21"),
        ("LA", "Louisiana", "22"), ("MA", "Massachusetts", "25"), ("MI", "Michigan", "26"), ("ND", "North Dakota", "38"),
        ("NY", "New York", "36"),
        ("PA", "Pennsylvania", "42"), ("TN", "Tennessee", "47"), ("VA", "Virginia", "51"), ("WA", "Washington", "53"),
        ("WV", "West Virginia", "54"),
    ].compactMap { code, name, fips in
        StateCode(rawValue: code).map { Jurisdiction(code: $0, name: name, fips: fips, kind: code == "DC" ? .district : .state) }
    }

    static func names(_ code: String) -> StateNames? { StateCode(rawValue: code).map { StateNames(own: $0, roster: some) } }
}

/// Writes a day that every test knows to exist.
func day(_ text: String) -> CalendarDate? { CalendarDate(text) }
