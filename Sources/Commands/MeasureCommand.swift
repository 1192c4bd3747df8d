internal import ArgumentParser
internal import BuiltInModel
internal import ChatModel
internal import Embeddings
internal import Evaluation
internal import Foundation
internal import Presentation
internal import RPM
internal import Workbench

/// `rationale measure FILE…`
struct MeasureCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Fit the users of files, ask their test items, and score the answers.",
    discussion: """
      The files are in the import format, and nobody of them comes into the library. With a \
      language model only what was used is booked there; no reply is kept, so that each \
      measurement pays anew.
      """)

  /// Every second user, so that what is tuned on one half can be checked on the other.
  enum Half: String, ExpressibleByArgument, CaseIterable, Sendable {
    case odd, even
  }

  @Argument(help: "Files with users that have test items; - is standard input.")
  var files: [String]

  @Option(name: .customShort("k"), help: "How many examples are retrieved.")
  var k = Engine.defaultK

  @Option(help: "Only every second user, counted from 1: odd or even.")
  var half: Half?

  @Flag(help: "A line for every user too.")
  var perUser = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var models: ModelOptions

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if k < 0 { throw ValidationError("-k is 0 or more") }
  }

  func run(in context: CommandContext) async throws {
    let all = try await FilePeople.read(files, context)
    let users = all.enumerated().filter { index, _ in
      half.map { ($0 == .odd) == (index % 2 == 0) } ?? true
    }.map(\.element)
    guard !users.isEmpty else { throw CommandFailure.badData("the files hold no users") }
    let (language, use) = try context.modelUse(models)
    guard case .chat(let endpoint, let model) = use.choice else {
      let measurement = Measurement(
        blackBox: BuiltInModel(), embedder: StaticTable.shared, k: k)
      return try await report(on: measurement, of: users, context)
    }
    try await context.withSession(library, models: language) { session in
      var takes = Usage()
      for user in users {
        takes += language.estimate(fitting: user, with: model, at: endpoint).usage
      }
      let time = await session.time(for: takes, at: use.choice)
      context.note(
        "fitting takes \(FitCost(users: users.count, usage: takes, time: time).text); "
          + "\(Count.of(users.reduce(0) { $0 + $1.test.count }, "question")) come on top")
      let (blackBox, embedder) = session.rolesBooked(for: use)
      let measurement = Measurement(blackBox: blackBox, embedder: embedder, k: k)
      try await report(on: measurement, of: users, context)
      context.note("used \(UsageText.summary(use.spending.used))")
    }
  }

  private func report(
    on measurement: Evaluation.Measurement, of users: [User], _ context: CommandContext
  ) async throws {
    let progress = context.progressLine()
    defer { progress.clear() }
    let report = try await measurement.run(users) { done, total in
      progress.show("measuring: \(done) of \(total) users")
    }
    progress.clear()
    if json {
      let text = String(decoding: try report.json(), as: UTF8.self)
      return try context.output.raw(JSONText.escaped(text) + "\n")
    }
    let lines = report.text(perUser: perUser).split(
      separator: "\n", omittingEmptySubsequences: false)
    try context.output.text(lines.dropLast().map(String.init))
  }
}
