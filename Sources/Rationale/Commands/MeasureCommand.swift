internal import ArgumentParser
internal import BuiltInModel
internal import Embeddings
internal import Evaluation
internal import Foundation
internal import RPM
internal import Storage

/// `rationale measure FILE…`
struct MeasureCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Fit the users of files, ask their test items, and score the answers.",
    discussion: """
      The files are in the import format. The library is not touched and nothing is kept.
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

  func validate() throws {
    if k < 0 { throw ValidationError("-k is 0 or more") }
  }

  func run(in context: CommandContext) async throws {
    let all = try await users()
    let users = all.enumerated().filter { index, _ in
      half.map { ($0 == .odd) == (index % 2 == 0) } ?? true
    }.map(\.element)
    guard !users.isEmpty else { throw CommandFailure.badData("the files hold no users") }
    let progress = context.progressLine()
    defer { progress.clear() }
    let measurement = Measurement(
      blackBox: BuiltInModel(), embedder: StaticTable.shared, k: k)
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

  /// Reads the files the way an import does, through a library that lasts no longer than this.
  private func users() async throws -> [User] {
    let folder = NSTemporaryDirectory() + "rationale-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let library = try await Library.open(
      LibraryLocation(database: folder + "/library.sqlite", stateFolder: folder))
    defer { library.close() }
    let report = try await library.importFiles(files)
    var users: [User] = []
    for id in report.users { users.append(try await library.user(id)) }
    return users
  }
}
