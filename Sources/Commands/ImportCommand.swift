internal import ArgumentParser
internal import Presentation
internal import Storage
internal import Workbench

/// `rationale import FILE…`
struct ImportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take users and their past answers from files.",
    discussion: """
      A file has one JSON object a line: {"user", "task", "labels", "instruction", "history": \
      [{"query", "response", "date"}], "test": [...]}. Users that are there already get what is \
      new. When anything is wrong with any file, nothing is imported.

      Two foreign formats are known by their content. LaMP's pair of files, questions and outputs \
      (tasks 2, 3 and 5): a profile is a history, its question a test item. GlobalOpinionQA's table \
      (question, selections, options): a country is a user who answers as most people there. Of \
      these, rows that cannot be read are named and left out, and stop nothing.
      """)

  @Argument(help: "Files to import; - is standard input.")
  var files: [String] = []

  @Flag(help: "Import the sample users that come with the program.")
  var samples = false

  @Flag(help: "Take the readable lines and name the others; still exits with 3.")
  var keepGood = false

  @Flag(help: "Start the users of the files over: their earlier history goes, their models stay.")
  var replace = false

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if files.isEmpty, !samples {
      throw ValidationError("name a file, - for standard input, or say --samples")
    }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("- can be named once")
    }
  }

  func run(in context: CommandContext) async throws {
    let own = samples ? context.resources.sampleUsers : []
    if samples, own.isEmpty {
      throw CommandFailure.badData(
        "the sample users were not found; RATIONALE_SHARE names the folder that holds SampleUsers")
    }
    try await context.withSession(library, loadsSamples: false) { session in
      let progress = context.progressLine()
      defer { progress.clear() }
      let report = try await session.library.importFiles(
        files + own, keepGood: keepGood, replace: replace
      ) { state in
        progress.show("\(state.file): \(state.lines) lines, \(state.users) users")
      }
      progress.clear()
      let document = ImportDocument(report)
      if form.json {
        try context.output.json(document)
      } else {
        try context.output.text(document.text)
      }
      context.tellLeftOut(report)
      guard report.problemCount > 0 else { return }
      let more = report.problemCount - report.problems.count
      let problems =
        report.problems.map(\.description) + (more > 0 ? ["and \(more) more"] : [])
      throw CommandFailure.badData(
        "\(Count.of(report.problemCount, "line")) left out:\n"
          + problems.joined(separator: "\n"))
    }
  }
}

extension CommandContext {
  /// Names what was left out of foreign formats.
  func tellLeftOut(_ report: ImportReport) {
    for remark in report.remarks { note(remark) }
    guard report.unreadRowCount > 0 else { return }
    note("\(Count.of(report.unreadRowCount, "row")) could not be read and left out:")
    for row in report.unreadRows { complain(row.description) }
    let more = report.unreadRowCount - report.unreadRows.count
    if more > 0 { complain("and \(more) more") }
  }
}
