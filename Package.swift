// swift-tools-version: 6.2
import PackageDescription

// Every target is held to the same rules: Swift 6 mode, no warning, imports that say who sees them.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "rationale",
  products: [
    .executable(name: "rationale", targets: ["Rationale"]),
    // For Benchmarks, which is a package of its own.
    .library(name: "Method", targets: ["RPM", "Embeddings", "BuiltInModel"]),
    .library(name: "ChatModel", targets: ["ChatModel"]),
    .library(name: "Intake", targets: ["Intake"]),
    .library(name: "OracleKit", targets: ["OracleKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // The rooms, from the ground up. A target imports only what stands below it.
    .target(name: "CStaticTable", exclude: ["data"]),
    // Optimised in debug builds too: unoptimised SIMD is a few hundred times slower, and every
    // fit and every test of the rooms above would wait for it.
    .target(
      name: "Embeddings",
      dependencies: ["CStaticTable"],
      swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]
    ),
    .target(name: "RPM", dependencies: ["Embeddings"], swiftSettings: strict),
    .target(name: "CWordLists", exclude: ["data"]),
    .target(
      name: "BuiltInModel", dependencies: ["RPM", "Embeddings", "CWordLists"],
      swiftSettings: strict),
    // libcurl, loaded when a language model is first asked; no header of it is needed.
    .target(name: "CCurl"),
    .target(
      name: "ChatModel",
      dependencies: [
        "RPM", "Embeddings", "CCurl", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict
    ),
    // libz and libzstd, loaded when a packed file is first read.
    .target(name: "CCompression"),
    .target(name: "CColumnNames", exclude: ["data"]),
    .target(
      name: "Intake", dependencies: ["RPM", "CCompression", "CColumnNames"], swiftSettings: strict),
    .target(
      name: "Storage",
      dependencies: ["Intake", "RPM", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict
    ),
    .target(
      name: "Evaluation",
      dependencies: ["RPM", "Embeddings", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict
    ),

    // What the config and the themes share, whose rooms do not know one another.
    .target(name: "TOMLReading", swiftSettings: strict),

    // A plain C target, not a `.systemLibrary`: a place for the functions that Swift cannot
    // import, and no pkg-config whose flags SwiftPM would drop with a warning.
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
    ),
    .target(
      name: "TerminalKit",
      dependencies: ["CNcurses", "TOMLReading"],
      swiftSettings: strict
    ),

    // What can be done: the use cases, without a flag, a key or a line of text.
    .target(
      name: "Workbench",
      dependencies: [
        "RPM", "Embeddings", "BuiltInModel", "ChatModel", "Storage", "Evaluation", "TOMLReading",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict
    ),

    // One document a subject, which is its JSON, and what renders it; how a run is followed in text.
    .target(
      name: "Presentation",
      dependencies: [
        "Workbench", "Intake", "RPM", "BuiltInModel", "ChatModel", "Storage", "Evaluation",
        "TerminalKit", .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict
    ),

    // What can be done by name or key: the table that keys, lines, help and manual read.
    .target(
      name: "Actions", dependencies: ["Workbench", "RPM", "TerminalKit"], swiftSettings: strict),

    // Three fronts that do not know one another.
    .target(
      name: "Commands",
      dependencies: [
        "Actions", "Presentation", "Workbench", "Intake", "RPM", "Embeddings", "BuiltInModel",
        "ChatModel", "Storage", "Evaluation", "TerminalKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    .target(
      name: "Plain",
      dependencies: [
        "Actions", "Presentation", "Workbench", "Intake", "RPM", "Storage", "TerminalKit",
      ],
      swiftSettings: strict
    ),
    .target(
      name: "Cockpit",
      dependencies: [
        "Actions", "Presentation", "Workbench", "Intake", "RPM", "ChatModel", "Storage",
        "TerminalKit",
      ],
      swiftSettings: strict
    ),

    // Which front opens.
    .executableTarget(
      name: "Rationale",
      dependencies: [
        "Commands", "Plain", "Cockpit", "Actions", "Presentation", "TerminalKit",
      ],
      swiftSettings: strict,
      // LLD keeps what a start reads closer together than the default linker: 3 MiB less memory.
      linkerSettings: [.unsafeFlags(["-use-ld=lld"], .when(configuration: .release))]
    ),

    // A server that tests talk to; it ships with nothing.
    .target(name: "OracleKit", path: "Tests/OracleKit", swiftSettings: strict),
    .executableTarget(
      name: "oracle-server", dependencies: ["OracleKit"], path: "Tests/OracleServer",
      swiftSettings: strict),

    .testTarget(
      name: "OracleKitTests", dependencies: ["OracleKit", "ChatModel", "RPM", "Embeddings"],
      swiftSettings: strict),
    .testTarget(name: "EmbeddingsTests", dependencies: ["Embeddings"], swiftSettings: strict),
    .testTarget(name: "RPMTests", dependencies: ["RPM", "Embeddings"], swiftSettings: strict),
    .testTarget(
      name: "BuiltInModelTests",
      dependencies: ["BuiltInModel", "RPM", "Embeddings"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ChatModelTests",
      dependencies: [
        "ChatModel", "RPM", "Embeddings",
        .product(name: "FlyingFox", package: "FlyingFox"),
      ],
      // Servers for tests, which they start where they lie.
      exclude: ["Network/servers.py"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "IntakeTests", dependencies: ["Intake", "RPM"], swiftSettings: strict),
    .testTarget(
      name: "StorageTests",
      dependencies: ["Storage", "Intake", "RPM", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict
    ),
    .testTarget(
      name: "EvaluationTests",
      dependencies: ["Evaluation", "RPM", "Embeddings", "ChatModel"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: ["Workbench", "RPM", "ChatModel", "Storage"],
      swiftSettings: strict
    ),
    .testTarget(name: "TerminalKitTests", dependencies: ["TerminalKit"], swiftSettings: strict),
    .testTarget(
      name: "RationaleTests",
      dependencies: [
        "Commands", "Plain", "Cockpit", "Actions", "Presentation", "Workbench", "Intake", "RPM",
        "BuiltInModel", "ChatModel", "Embeddings", "Storage", "Evaluation", "TerminalKit",
        "OracleKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // Screens as they should look, which the tests read where they lie.
      exclude: ["Goldens"],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)
