// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that a plain build of the program stays small.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "rationale", path: "..")],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: [
        .product(name: "OracleKit", package: "rationale"),
        .product(name: "Method", package: "rationale"),
        .product(name: "ChatModel", package: "rationale"),
        .product(name: "Intake", package: "rationale"),
      ],
      swiftSettings: [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ]
    )
  ],
  swiftLanguageModes: [.v6]
)
