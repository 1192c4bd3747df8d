internal import Foundation

/// `fit --all`: how fast many people are fitted, and how many cores that keeps busy.
enum EverybodyPart {
  static func figures(in bench: Bench) throws -> [Figure] {
    let library = InventedLibrary(people: bench.isSmall ? 40 : 200, items: 30...50, words: 40)
    let people = library.people
    let folder = try bench.folder("everybody")
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "people.jsonl")
    try library.write(to: file)
    let program = bench.rationale(in: folder)
    _ = try program.run(["import", file.path])
    let runs = try (0..<3).map { _ in try program.run(["fit", "--all"]) }
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return [
      Figure(
        part: .everybody, what: "fit --all, people of 30 to 50 items", size: people,
        unit: .perSecond, value: Spread(runs.map { Double(people) / $0.seconds }),
        peak: Spread(runs.map(\.peak)).median),
      Figure(
        part: .everybody, what: "fit --all, cores kept busy", size: people, unit: .times,
        value: Spread(runs.map { $0.processorSeconds / $0.seconds }), note: "of \(cores)"),
    ]
  }
}
