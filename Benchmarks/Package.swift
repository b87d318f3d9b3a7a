// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Cartel", path: "..")],
  targets: [
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["Collusion", "Mechanisms", "PropertyTesting"].map {
        .product(name: $0, package: "Cartel")
      },
      swiftSettings: [.enableUpcomingFeature("NonisolatedNonsendingByDefault")])
  ],
  swiftLanguageModes: [.v6]
)
