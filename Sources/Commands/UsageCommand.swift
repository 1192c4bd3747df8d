internal import ArgumentParser
internal import ChatModel
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage

/// `rationale usage`
struct UsageCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "usage", abstract: "Add up what language models were paid for.",
    discussion: """
      Money is that of the prices on the day of a call; tokens whose price was not known are \
      counted apart. What was replayed costs nothing and is not listed. The JSON is one object.
      """)

  @Option(help: ArgumentHelp("Only so many days, today included.", valueName: "n"))
  var days: Int?

  @Option(
    help: ArgumentHelp(
      "Group by \(UsageGrouping.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "what"),
    transform: { text in
      guard let grouping = UsageGrouping(rawValue: text) else {
        let names = UsageGrouping.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--by is one of \(names)")
      }
      return grouping
    })
  var by = UsageGrouping.day

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if let days, days < 1 { throw ValidationError("--days is 1 or more") }
  }

  func run(in context: CommandContext) async throws {
    let calendar = Calendar.current
    let today = calendar.startOfDay(for: Date())
    let since =
      days.flatMap { calendar.date(byAdding: .day, value: 1 - $0, to: today) } ?? .distantPast
    let groups = try await context.withSession(library) {
      try await $0.library.usageReport(since: since, by: by)
    }
    let document = UsageDocument(groups, by: by)
    if form.json { return try context.output.json(document) }
    guard !groups.isEmpty else {
      return context.note("nothing was asked of a language model\(days == nil ? "" : " then")")
    }
    try context.output.table(document.table)
    if groups.count > 1 {
      try context.output.text(["", "together \(UsageText.summary(document.total))"])
    }
  }
}
