import Testing

@testable import Normalizing

@Suite struct EmployerReaderTests {
    @Test(
        "a marker leaves the name and becomes a status",
        arguments: [
            ("Catholic Guardian Services (Rescission)", "Catholic Guardian Services", "r"),
            ("AeroFarms, Inc. - Rescinded", "AeroFarms, Inc.", "r"),
            ("JELD-WEN-rescinded", "JELD-WEN", "r"),
            ("Pyrotechnique by Grucci Inc. *notice rescinded", "Pyrotechnique by Grucci Inc.", "r"),
            ("**JC Penney (Cancelled)", "JC Penney", "r"), ("AECOM (CANCELLED)**", "AECOM", "r"),
            ("Abercrombie & Fitch ***(CANCELLED)", "Abercrombie & Fitch", "r"),
            ("MAXIMUS, Inc. - WARN CANCELLED", "MAXIMUS, Inc.", "r"),
            ("Interactive\nResponse\nTechnologies\n\"RESCINDED\"", "Interactive Response Technologies", "r"),
            ("Union Pacific - Withdrawn", "Union Pacific", "r"), ("Bird Vinyl Products - rescinded", "Bird Vinyl Products", "r"),
            ("*Updated* Revvity, Inc.", "Revvity, Inc.", "a"),
            ("*UPDATED: New England Sainai Hospital", "New England Sainai Hospital", "a"),
            ("Peabody Indiana Services, LLC AmendedAmendedRevisionRevised", "Peabody Indiana Services, LLC", "a"),
            ("Ross Sand Casting Industries, Inc. Plant 3Amended", "Ross Sand Casting Industries, Inc. Plant 3", "a"),
            ("International Paper Company Shorewood PackagingCorrection", "International Paper Company Shorewood Packaging", "a"),
            ("Ilikai Hotel Extension of Temp. Closure", "Ilikai Hotel", "a"),
            ("ABM Industry Groups, LLC WARN notice 04/2021", "ABM Industry Groups, LLC", ""),
            ("UPDATED Starry, Inc.", "Starry, Inc.", "a"), ("Brightcove Inc. (Updated)", "Brightcove Inc.", "a"),
            ("Twitter, Inc. (Supplemental)", "Twitter, Inc.", "a"),
            ("Eaton Corporation - Revision 1", "Eaton Corporation", "a"),
            ("XPO Logistics Supply Chain\u{A0}-\u{A0}Revision", "XPO Logistics Supply Chain", "a"),
            ("United Airlines, Inc.-Revised (7/31/20)", "United Airlines, Inc.", "a"), ("Amsted Rail IncRevised", "Amsted Rail Inc", "a"),
            ("American Express (Amended)", "American Express", "a"), ("Southwest Airlines - Update", "Southwest Airlines", "a"),
            ("General Dynamics Update 8-22-18", "General Dynamics", "a"),
            ("All Aboard Transit Services - Resubmission 07/27/2017", "All Aboard Transit Services", "a"),
            ("Allpro Parking Ohio, LLC 2nd notice", "Allpro Parking Ohio, LLC", "a"),
            ("*UPDATED* Schneider Electric 5th Notice", "Schneider Electric", "a"),
            ("Acme Corp (2nd WARN)", "Acme Corp", "a"), ("Firstsource Group USA-REVISED", "Firstsource Group USA", "a"),
            ("Conditional WARN – Acme, LLC", "Acme, LLC", "c"),
            ("Century Aluminum of Kentucky (EXTENSION OF CONDITIONAL WARN)", "Century Aluminum of Kentucky", "ac"),
            ("* Hawaiian Airlines Amended September 16, 2020", "Hawaiian Airlines", "a"),
            ("*Grand Hyatt Kauai Amendment #2 August 13, 2021", "Grand Hyatt Kauai", "a"),
            ("Climax Mine & Mill - REV #5", "Climax Mine & Mill", "a"), ("Lockheed Martin-Rev to 7/20/15 WARN", "Lockheed Martin", "a"),
            ("Art Institute UPDATED to 12/31/18 closure date.", "Art Institute", "a"),
            ("*UDATED* Schneider Electric", "Schneider Electric", "a"),
            ("Sky Hotel Recinds Layoffs from 2/5/16 WARN", "Sky Hotel", "r"),
            ("Pacific Engineers (PAE)Updated 10/4/2021", "Pacific Engineers (PAE)", "a"),
            ("Kauai Resort & Spa Amendment #2 August 13, 2021", "Kauai Resort & Spa", "a"),
            ("Hostess Brands Notice for Anderson", "Hostess Brands", ""),
            ("Corner Markets xxxx", "Corner Markets", ""), ("Spectrum Supply (Corner distribution)xxxx", "Spectrum Supply (Corner distribution)", ""),
            ("Hillside Hotels, LLC (Various locations)", "Hillside Hotels, LLC", ""), ("Thermal Science - two (2) locations", "Thermal Science", ""),
            ("Corner Markets Savannah 4 Locations", "Corner Markets Savannah", ""), ("Ridge Transport - Various", "Ridge Transport", ""),
            ("Pharma Inc, A Division (Next Phase)", "Pharma Inc, A Division", ""), ("Pharma (2nd Wave of Layoffs)", "Pharma", ""),
            ("Lake Medical - Layoffs 4/21 and or 4/24/16", "Lake Medical", ""), ("Brakes Phase II", "Brakes", ""),
        ])
    func marker(raw: String, name: String, meaning: String) {
        let read = EmployerReader.read(raw)
        #expect(read.name == name)
        #expect(read.rescinded == meaning.contains("r"))
        #expect(read.amendment == meaning.contains("a"))
        #expect(read.conditional == meaning.contains("c"))
    }

    @Test(
        "a name that only looks marked stays whole",
        arguments: [
            "Greene County Correctional Center", "Phase 2 Interactive", "Wave Systems", "Timex", "Exxon (Baytown)", "Multiple Sclerosis Society",
            "Layoff Services LLC", "Various Artists Inc", "Job Sites", "HARCOURT SUPPLEMENTAL PUBLISHERS", "E*TRADE FINANCIAL", "Revision Military",
            "Revision Optics, Inc.",
            "Luttrell Staffing Group - at Freudenberg Filtration II", "Amazon (Long Island)", "Great American Supplemental Benefits Group",
            "Wal-Mart", "Addition Manufacturing Technologies LLC",
            "KSU - Extension Office", "Bright Horizons, 2nd Generation at Cabot", "Fifth Third Bank", "AVI Foodsystems, Inc.",
            "Trinity - Dept. of Corrections", "KSU Research and Extension", "Acme WARN Notice",
            "NY HEAT, LLC. (The Lambs Club)", "Matheson Flight Extenders, Inc.",
            "Aramark Campus, LLC (at Plainfield Community School District)", "Yahoo!", "3M", "Second Harvest",
        ])
    func whole(name: String) {
        #expect(EmployerReader.read(name) == ReadEmployer(name: name))
    }

    @Test(
        "a trade name is split off",
        arguments: [
            ("EPTAM West LLC dba Precision Metals", "EPTAM West LLC", "Precision Metals"),
            ("Event Solutions International, Inc.*dba Motus One*", "Event Solutions International, Inc.", "Motus One"),
            ("Cotti Foods Pizza Hawaii Inc. (dba Pieology Pizzeria)", "Cotti Foods Pizza Hawaii Inc.", "Pieology Pizzeria"),
            ("Alray Car Parts Supply & Mfg. Corp.d/b/a Tinker Auto Parts", "Alray Car Parts Supply & Mfg. Corp.", "Tinker Auto Parts"),
            ("Oakland Stamping LLC, DBA AUTOKINITON", "Oakland Stamping LLC", "AUTOKINITON"),
            ("LumLiq2, LLC, d/b/a Lumber Liquidators", "LumLiq2, LLC", "Lumber Liquidators"),
            ("Universal City Studios, LLC dba Universal Studios\nHollywood", "Universal City Studios, LLC", "Universal Studios Hollywood"),
            ("Acme Corp. doing business as Acme Stores", "Acme Corp.", "Acme Stores"), ("Acme Corp DBA: Stores", "Acme Corp", "Stores"),
            (
                "*Updated* WestRock Services, LLC (aka WestRock and Smurfit Westrock)", "WestRock Services, LLC",
                "WestRock and Smurfit Westrock"
            ),
        ])
    func tradeName(raw: String, name: String, dba: String) {
        let read = EmployerReader.read(raw)
        #expect(read.name == name)
        #expect(read.dba == dba)
    }

    @Test("dba with nothing before it splits nothing")
    func noLegalName() { #expect(EmployerReader.read("dba, Carmeuse").dba == nil) }

    @Test(
        "damage is repaired",
        arguments: [
            ("Community Development Institute â\u{80}\u{93} Head Start", "Community Development Institute – Head Start"),
            ("T&amp;H Services LLC", "T&H Services LLC"),
            ("Briggs and Stratton Power Products Group,\r\nLLC", "Briggs and Stratton Power Products Group, LLC"),
            ("ARMSTRONG WORLD INDUSTRIES, INC.  (3)", "ARMSTRONG WORLD INDUSTRIES, INC."),
            ("Macyâ€™s", "Macy’s"), ("Acme_x000D_ Inc", "Acme Inc"),
            ("American Multi&shy;Cinema, Inc.", "American Multi-Cinema, Inc."), ("\u{200B}Acme \u{FEFF}Inc.", "Acme Inc."), ("Café Métro", "Café Métro"),
        ])
    func damage(raw: String, name: String) { #expect(EmployerReader.read(raw).name == name) }
}
