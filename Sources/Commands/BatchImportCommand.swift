internal import ArgumentParser
internal import ChatModel
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale batch import FILE…`
struct BatchImportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take the results of batches.",
    discussion: """
      Output and error files, whole or in part, in any order. What failed waits on and is written \
      again by the next export; a reply that was cut gets more room. What a model declined is not \
      sent again. Importing a file twice changes nothing.
      """)

  @Argument(help: "Files of results; - is standard input.")
  var files: [String]

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    let language = try context.languageModels()
    let channels = try files.map { file in
      file == "-" ? context.input : try InputChannel.file(context.absolute(file))
    }
    try await context.withSession(library) { session in
      var batch = BatchImport(
        library: session.library,
        prices: PriceTable(own: language.resolution.configuration.prices))
      let progress = context.progressLine()
      defer { progress.clear() }
      for channel in channels {
        var lines = InputLines(channel)
        while let line = try await next(&lines, of: channel, &batch.document) {
          if line.allSatisfy(\.isWhitespace) { continue }
          batch.document.lines += 1
          if batch.document.lines % 100 == 0 {
            progress.show("\(channel.name): \(lines.number) lines")
          }
          do {
            try await batch.take(try BatchResult(line: line.utf8))
          } catch let error as BatchLineError {
            batch.document.addUnreadable("\(channel.name):\(lines.number): \(error)")
          }
        }
      }
      try await batch.finish(language.resolution)
      progress.clear()
      let document = batch.document
      if form.json {
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

  /// The next line that is text; the others are noted.
  private func next(
    _ lines: inout InputLines, of channel: InputChannel, _ document: inout BatchImportDocument
  ) async throws -> String? {
    while true {
      let number = lines.number
      do {
        return try await lines.next()
      } catch let failure as CommandFailure {
        // Where no line was read the file itself cannot be.
        guard lines.number > number else { throw failure }
        document.lines += 1
        document.addUnreadable(failure.description)
      }
    }
  }
}
