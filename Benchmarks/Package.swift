// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that a plain build of the program stays small.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "rationale", path: "..")],
  targets: [
    .executableTarget(
      name: "fit-latency",
      dependencies: [.product(name: "OracleKit", package: "rationale")],
      swiftSettings: [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ]
    )
  ],
  swiftLanguageModes: [.v6]
)
