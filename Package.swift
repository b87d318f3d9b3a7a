// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func target(
  _ name: String, needs dependencies: [Target.Dependency] = [], embedding files: [String] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: files.map { .embedInCode($0) },
    swiftSettings: settings)
}

func tests(
  of name: String, needs dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
)
  -> Target
{
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, resources: resources,
    swiftSettings: settings)
}

let package = Package(
  name: "Cartel",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "cartel", targets: ["cartel"]),
    .library(name: "PropertyTesting", targets: ["PropertyTesting", "PropertyExpectations"]),
    .library(name: "Exact", targets: ["Exact"]),
    .library(name: "SMT", targets: ["SMT"]),
    .library(name: "Mechanisms", targets: ["Mechanisms"]),
    .library(name: "Interpretation", targets: ["Interpretation"]),
    .library(name: "Twin", targets: ["Twin"]),
    .library(name: "Simulation", targets: ["Simulation"]),
    .library(name: "Games", targets: ["Games"]),
    .library(name: "Export", targets: ["Export"]),
    .library(name: "Collusion", targets: ["Collusion"]),
    .library(name: "CrossCheck", targets: ["CrossCheck"]),
    .library(name: "Comparison", targets: ["Comparison"]),
    .library(name: "Evidence", targets: ["Evidence"]),
    .library(name: "Store", targets: ["Store"]),
    .library(name: "Report", targets: ["Report"]),
  ],
  dependencies: [
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.1"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/onevcat/Rainbow", from: "4.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // MARK: - Public API

    target("Exact", needs: ["BigInt"]),
    target("SMT", needs: ["CZ3", "Exact"]),
    target("Mechanisms", needs: ["Exact", "Hashing", "Spelling", "Yams"]),
    target(
      "Interpretation",
      needs: [
        "Mechanisms", "Exact",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    target(
      "Twin",
      needs: [
        "Mechanisms", "Exact", .product(name: "Algorithms", package: "swift-algorithms"),
      ]),
    target(
      "Collusion",
      needs: [
        "Interpretation", "SMT", "Twin", "Mechanisms", "Exact",
        .product(name: "Algorithms", package: "swift-algorithms"),
      ]),

    target(
      "Simulation",
      needs: [
        "CMemory", "Twin", "Mechanisms", "Exact",
        .product(name: "Collections", package: "swift-collections"),
      ]),

    target(
      "Games",
      needs: [
        "SMT", "Exact", "Spelling", .product(name: "SystemPackage", package: "swift-system"),
      ]),
    target("Export", needs: ["Games", "Twin", "Mechanisms", "Exact"]),

    // MARK: - Property testing

    target("PropertyTesting"),
    target("PropertyExpectations", needs: ["PropertyTesting"]),

    target(
      "CrossCheck",
      needs: [
        "Collusion", "Games", "Interpretation", "Simulation", "Twin", "PropertyTesting",
        "Mechanisms", "Exact", .product(name: "Algorithms", package: "swift-algorithms"),
      ]),

    // MARK: - Command line

    target(
      "Comparison",
      needs: [
        "Store", "Collusion", "Interpretation", "Twin", "Mechanisms", "Exact",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    target(
      "Evidence",
      needs: [
        "Hashing",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    target(
      "Store",
      needs: [
        "Collusion", "Mechanisms", "Exact", "Hashing",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    target(
      "Report",
      needs: [
        "Comparison", "CrossCheck", "PropertyTesting", "Collusion", "Evidence", "Games",
        "Interpretation", "Simulation", "Twin", "Mechanisms", "Exact", "Hashing",
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], embedding: ["Page/page.mustache", "Page/page.css", "Page/page.js"]),
    .executableTarget(
      name: "cartel",
      dependencies: [
        "Comparison", "CrossCheck", "PropertyTesting", "Collusion", "Evidence", "Export", "Games",
        "Interpretation", "Report", "SMT", "Simulation", "Store", "Twin", "Mechanisms", "Exact",
        "Hashing", "Spelling", "Rainbow",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // MARK: - Implementation details

    target("Spelling"),
    target("Hashing", needs: [.product(name: "Crypto", package: "swift-crypto")]),
    .target(name: "CMemory"),
    .systemLibrary(
      name: "CZ3", pkgConfig: "z3", providers: [.apt(["libz3-dev"]), .brew(["z3"])]),

    // MARK: - Test bundles

    tests(of: "PropertyTesting", needs: ["PropertyExpectations"]),
    tests(of: "Exact", needs: ["BigInt"]),
    tests(of: "SMT", needs: ["Exact", "BigInt"]),
    tests(of: "Mechanisms", needs: ["Exact"]),
    tests(of: "Interpretation", needs: ["Mechanisms", "Exact"]),
    tests(of: "Twin", needs: ["Mechanisms", "Exact"]),
    tests(of: "Simulation", needs: ["Mechanisms", "Exact"]),
    tests(of: "Games", needs: ["Exact"]),
    tests(of: "Export", needs: ["Collusion", "Games", "Twin", "Mechanisms", "Exact"]),
    tests(of: "Comparison", needs: ["Store", "Collusion", "Mechanisms", "Exact"]),
    tests(of: "Evidence", needs: ["Hashing"]),
    tests(
      of: "Store",
      needs: [
        "Collusion", "Mechanisms", "Exact", "PropertyTesting", "PropertyExpectations",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      of: "Report", needs: ["Collusion", "Evidence", "Simulation", "Twin", "Mechanisms", "Exact"]),
    tests(
      of: "CrossCheck",
      needs: ["PropertyTesting", "Collusion", "Games", "Simulation", "Twin", "Mechanisms", "Exact"]),
    tests(of: "cartel"),
    tests(of: "Collusion", needs: ["Interpretation", "Twin", "SMT", "Mechanisms", "Exact"]),
  ],
  swiftLanguageModes: [.v6]
)
