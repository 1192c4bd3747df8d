internal import Foundation

/// `bench [PART ...]`: how fast the program is, how much memory it takes, and how both grow.
@main
enum Main {
  static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    do {
      if arguments.first == "--worker" {
        try await work(Array(arguments.dropFirst()))
      } else if let options = Options(arguments) {
        try measure(options)
      } else {
        print(Options.usage)
        exit(2)
      }
    } catch {
      FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
      exit(1)
    }
  }

  /// A part of the work in a process of its own, which writes its figures for the other to read.
  private static func work(_ arguments: [String]) async throws {
    guard arguments.count == 2, let worker = Worker(rawValue: arguments[0]),
      let size = Int(arguments[1]), size > 0
    else { throw Complaint("--worker is for this program itself") }
    let figures = try await worker.measure(size)
    FileHandle.standardOutput.write(try JSONEncoder().encode(figures))
  }

  private static func measure(_ options: Options) throws {
    let root = FileManager.default.temporaryDirectory.appending(
      path: "rationale-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let bench = Bench(options: options, root: root)
    let machine = Machine.current
    let figures = try options.parts.flatMap { try $0.figures(in: bench) }
    let report = BenchReport(machine: machine, figures: figures)
    if let file = options.json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try encoder.encode(report).write(to: URL(fileURLWithPath: file))
    }
    print(report.text)
  }
}
