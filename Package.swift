// swift-tools-version: 6.1
import PackageDescription

/// The target graph is the architecture: programs join arrows, arrows import `Register` and at most one tool,
/// tools know nothing of layoffs. Dependencies point one way and are said here only.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .unsafeFlags(["-warnings-as-errors"]),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "warn-register",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "warn-import", targets: ["WarnImport"]),
        .executable(name: "warn-reportd", targets: ["WarnReportd"]),
        .executable(name: "warnctl", targets: ["WarnCtl"]),
        .executable(name: "warn-xls", targets: ["WarnXLS"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Nouns.
        library("Register", [crypto]),

        // Arrows.
        library("Catalog", ["Register", "Patterns", yams]),
        library("Fetching", ["Register", "Curl"]),
        library("Reading", ["Register", "Documents"]),
        library("Normalizing", ["Register", "Patterns"]),
        library("Attributing", ["Register", yams]),
        library("Linking", ["Register"]),
        library("Recording", ["Register", "Postgres"]),
        library("Reporting", ["Register", "Postgres"]),
        library(
            "Publishing", ["Register", "Blocking", hummingbird, nioCore],
            resources: [.embedInCode("Assets/app.css"), .embedInCode("Assets/app.js")]),

        // Tools.
        library("Blocking"),
        library("Curl", ["Blocking", "CLibcurl"]),
        library("Postgres", ["Blocking", "CLibpq"]),
        library("Documents", ["CLibxml2", "CLibzip", "SheetRecords"]),
        library("Patterns", ["CPcre2"]),
        library("SheetRecords"),
        system("CLibcurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        system("CLibpq", pkgConfig: "libpq", apt: "libpq-dev"),
        system("CLibxml2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        system("CLibzip", pkgConfig: "libzip", apt: "libzip-dev"),
        system("CPcre2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev"),
        system("CFreexl", pkgConfig: "freexl", apt: "libfreexl-dev"),

        // Programs.
        program(
            "WarnImport",
            [
                "Register", "Catalog", "Fetching", "Reading", "Normalizing", "Attributing", "Linking", "Recording", argumentParser,
            ]),
        program("WarnReportd", ["Register", "Reporting", "Publishing", argumentParser, hummingbird, lifecycle, logging, unixSignals]),
        program(
            "WarnCtl",
            [
                "Register", "Catalog", "Fetching", "Reading", "Attributing", "Linking", "Recording", "Reporting", argumentParser, crypto,
                cryptoExtras, yams,
            ]),

        // In a process of its own, since its library is not safe: it depends on as little as can be.
        program("WarnXLS", ["SheetRecords", "CFreexl"]),

        // Tests.
        .target(
            name: "TestDatabase", dependencies: ["Register", "Postgres", "Recording"], path: "Tests/TestDatabase", swiftSettings: strict),
        tests("RegisterTests", ["Register"]),
        tests("PatternsTests", ["Patterns"]),
        tests("CatalogTests", ["Catalog", "Register"]),
        tests("FetchingTests", ["Fetching", "Curl", "Register", hummingbird]),
        tests("ReadingTests", ["Reading", "Documents", "SheetRecords", "Register", "WarnXLS"]),
        tests("NormalizingTests", ["Normalizing", "Register"]),
        tests("AttributingTests", ["Attributing", "Register"], exclude: ["Texts"]),
        tests("LinkingTests", ["Linking", "Register"]),
        tests("RecordingTests", ["Recording", "Postgres", "Register", "TestDatabase"]),
        tests("ReportingTests", ["Reporting", "Recording", "Postgres", "Register", "TestDatabase"]),
        tests(
            "PublishingTests",
            [
                "Publishing", "Reporting", "Recording", "Postgres", "Register", "TestDatabase",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
        tests(
            "ImportersTests",
            [
                "Catalog", "Reading", "Normalizing", "Register", "WarnImport", "Attributing", "Documents", "Fetching", "Postgres",
                "Recording",
                "TestDatabase",
            ]),
        tests("SchemaTests", ["Recording", "Reporting", "Postgres", "Register", "TestDatabase"], exclude: ["Expected"]),
        tests(
            "WarnCtlTests", ["WarnCtl", "Register", "Catalog", "Recording", "Reporting", "Postgres", "TestDatabase", argumentParser, yams],
            exclude: ["Cases"]),
        tests("WarnImportTests", ["WarnImport", "Register", "Recording"]),
        tests("DocumentationTests", ["Register"]),
        tests("EndToEndTests", ["Register", "Postgres", "Recording", "TestDatabase", hummingbird]),
    ],
    swiftLanguageModes: [.v6]
)

// The fuzzer is built only when asked for (Ops/fuzz): it needs sanitizers, and lld where gold gives up.
if Context.environment["WARN_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "ReaderFuzzer", dependencies: ["Register", "Catalog", "Documents", "Reading", "Normalizing"], path: "Tests/ReaderFuzzer",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.unsafeFlags(["-Xclang-linker", "-fuse-ld=lld"])]))
}
