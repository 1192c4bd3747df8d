internal import Foundation

/// A library of a hundred to a hundred thousand people: how long it takes to import them, and what
/// the screen makes of them.
enum LibraryPart {
  static func figures(in bench: Bench) throws -> [Figure] {
    try bench.sizes([100, 1_000, 10_000, 100_000], small: 10_000).flatMap { people in
      bench.say("library of \(people)")
      let folder = try bench.folder("library")
      defer { try? FileManager.default.removeItem(at: folder) }
      let file = folder.appending(path: "people.jsonl")
      try InventedLibrary.crowd(people).write(to: file)
      // A large one once: it takes long enough to be steady.
      let libraries = try (0..<(people > 10_000 ? 1 : 3)).map { _ in try bench.folder("library") }
      defer { libraries.forEach { try? FileManager.default.removeItem(at: $0) } }
      let imports = try libraries.map { try bench.rationale(in: $0).run(["import", file.path]) }
      let imported = Figure(
        part: .library, what: "import", size: people, unit: .seconds,
        value: Spread(imports.map(\.seconds)), peak: Spread(imports.map(\.peak)).median)
      return [imported]
        + (try screen(people: people, bench.rationale(in: libraries[0]), in: bench))
    }
  }

  private struct ScreenFigures: Decodable {
    struct Series: Decodable {
      let what: String
      let milliseconds: [Double]
      let mebibytes: Double?
    }
    let series: [Series]
  }

  /// What only a terminal shows, from the script beside this package.
  private static func screen(
    people: Int, _ program: ChildProcess, in bench: Bench
  ) throws -> [Figure] {
    let script = ChildProcess(program: bench.options.python, environment: program.environment)
    let outcome = try script.run([
      bench.options.script, program.program, bench.isSmall ? "5" : "15",
    ])
    return try JSONDecoder().decode(ScreenFigures.self, from: outcome.output).series.map {
      Figure(
        part: .library, what: $0.what, size: people, unit: .milliseconds,
        value: Spread($0.milliseconds), peak: $0.mebibytes)
    }
  }
}
