internal import Foundation
internal import Intake

/// A table of texts, read cell by cell, beside what Python's csv module takes for the same file.
enum TablesPart {
  private static let script = """
    import csv, sys, time
    start = time.perf_counter()
    cells = 0
    with open(sys.argv[1], newline='', encoding='utf-8') as file:
        for row in csv.reader(file):
            cells += len(row)
    print(cells, time.perf_counter() - start)
    """

  static func figures(in bench: Bench) throws -> [Figure] {
    let bytes = bench.isSmall ? 20_000_000 : 200_000_000
    bench.say("table of \(bytes / 1_000_000) MB")
    let file = try bench.folder("table").appending(path: "reviews.csv")
    try write(bytes, to: file)
    let python = ChildProcess(
      program: bench.options.python, environment: ProcessInfo.processInfo.environment)
    var ours: [Double] = []
    var theirs: [Double] = []
    let clock = ContinuousClock()
    PeakMemory.forget()
    // In turns, so that both see the machine as it is. The first turn fills the file cache.
    for turn in 0..<(bench.isSmall ? 4 : 6) {
      let start = clock.now
      let cells = try TableReading.cells(of: file.path)
      let seconds = (clock.now - start) / .seconds(1)
      let words = String(
        decoding: try python.run(["-c", script, file.path]).output, as: UTF8.self
      ).split(whereSeparator: \.isWhitespace)
      guard words.count == 2, words[0] == "\(cells)", let other = Double(words[1]) else {
        throw Complaint("Python reads other cells than this program does")
      }
      if turn == 0 { continue }
      ours.append(seconds)
      theirs.append(other)
    }
    let gigabytes = Double(bytes) / 1e9
    func figure(_ what: String, _ unit: Figure.Unit, _ values: [Double]) -> Figure {
      Figure(part: .tables, what: what, unit: unit, value: Spread(values))
    }
    var read = figure("table, cell by cell", .gigabytesPerSecond, ours.map { gigabytes / $0 })
    read.peak = PeakMemory.mebibytes
    return [
      read, figure("the same, Python's csv", .gigabytesPerSecond, theirs.map { gigabytes / $0 }),
      figure("table, beside Python's csv", .times, zip(ours, theirs).map { $1 / $0 }),
    ]
  }

  /// Writes rows with a person, a title, a text of some hundred bytes, stars and a day.
  private static func write(_ bytes: Int, to file: URL) throws {
    var generator = SeededGenerator(seed: InventedPerson.seed)
    FileManager.default.createFile(atPath: file.path, contents: nil)
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    var text = "reviewer,title,text,stars,date\n"
    var written = 0
    while written < bytes {
      let number = Int.random(in: 0..<5_000, using: &generator)
      let words = (0..<50).map { _ in InventedWords.noun(Int.random(in: 0..<500, using: &generator))
      }
      text +=
        "reader-\(number),\(words[0]) \(words[1]),\"\(words.joined(separator: " ")), "
        + "\"\"très bien\"\"\",\(1 + number % 5),2023-0\(1 + number % 9)-17\n"
      if text.utf8.count > 1 << 20 {
        written += text.utf8.count
        try handle.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
  }
}
