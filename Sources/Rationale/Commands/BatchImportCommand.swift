internal import ArgumentParser
internal import ChatModel
internal import Foundation
internal import RPM
internal import Storage

/// `rationale batch import FILE…`
struct BatchImportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take the results of batches.",
    discussion: """
      Output and error files, whole or in part, in any order. What failed waits on and is written \
      again by the next export. Importing a file twice changes nothing.
      """)

  @Argument(help: "Files of results; - is standard input.")
  var files: [String]

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    let language = try context.languageModels()
    let prices = PriceTable(own: language.resolution.configuration.prices)
    try await context.withSession(library) { session in
      var document = BatchImportDocument()
      let progress = context.progressLine()
      defer { progress.clear() }
      for file in files {
        let channel = file == "-" ? context.input : try InputChannel.file(context.absolute(file))
        var lines = InputLines(channel)
        while let line = try await lines.next() {
          if line.allSatisfy(\.isWhitespace) { continue }
          document.lines += 1
          if document.lines % 100 == 0 { progress.show("\(file): \(lines.number) lines") }
          do {
            try await take(
              try BatchResult(line: line.utf8), in: session.library, prices: prices, &document)
          } catch let error as BatchLineError {
            document.addUnreadable("\(channel.name):\(lines.number): \(error)")
          }
        }
      }
      document.waiting = try await session.library.waitingCounts().values.reduce(0, +)
      progress.clear()
      if json {
        try context.output.json(document)
      } else {
        try context.output.text(document.text)
      }
      guard document.unreadable > 0 else { return }
      throw CommandFailure.badData(
        "\(Count.of(document.unreadable, "line")) could not be read:\n"
          + document.unreadableLines.joined(separator: "\n"))
    }
  }

  private func take(
    _ result: BatchResult, in library: Library, prices: PriceTable,
    _ document: inout BatchImportDocument
  ) async throws {
    let key =
      switch result {
      case .reply(let key, _), .failure(let key, _): key
      }
    let waiting = try await library.waiting(for: key)
    guard !waiting.isEmpty else {
      document.unknown += 1
      return
    }
    guard case .reply(_, let reply) = result else {
      if case .failure(_, let reason) = result { document.failures[reason, default: 0] += 1 }
      return
    }
    // What several users waited for was paid for once.
    var isPaid = true
    for line in waiting {
      let price = prices.price(of: line.model.name, at: line.model.version)
      var kept = KeptReply(
        batched: reply, stage: line.stage, prompt: line.prompt, model: line.model, price: price)
      if !isPaid { kept.usage = Usage() }
      isPaid = false
      try await LibraryLedger(library: library, user: line.user, model: line.model).keep(
        kept, for: key)
      document.usage += kept.usage
    }
    document.kept += 1
  }
}
