internal import ChatModel
internal import Foundation
internal import RPM
internal import Storage

@testable import Workbench

/// A library in a folder of its own with one person, fitted once by the built-in model.
struct WorkbenchBench {
  let session: Session
  let id: Library.UserID
  let user: User
  let use = ModelUse(choice: .builtIn, spending: Spending())
  private let folder: String

  init() async throws {
    folder = NSTemporaryDirectory() + "rationale-workbench-\(UUID().uuidString)"
    session = try await Session.open(
      LibraryLocation(database: folder + "/library.sqlite", stateFolder: folder + "/state"),
      loadsSamples: false)
    let history = (0..<8).map { index in
      let text = index % 2 == 0 ? "A thin plot, number \(index)." : "Great music, number \(index)."
      return #"{"query": "\#(text)", "response": "\#(index % 2 == 0 ? 1 : 3)", "#
        + #""date": "2024-01-0\#(index + 1)"}"#
    }
    let line =
      #"{"user": "Mara", "task": "films", "labels": ["1", "2", "3"], "instruction": "Rate.", "#
      + #""history": [\#(history.joined(separator: ", "))]}"#
    let file = folder + "/people.jsonl"
    try line.write(toFile: file, atomically: true, encoding: .utf8)
    _ = try await session.library.importFile(file)
    id = try await session.library.summaries()[0].id
    user = try await session.library.user(id)
    _ = try await Fitting(user, id: id, within: nil, through: use, in: session).kept()
  }

  func close() {
    session.library.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// A question to the model in use.
  func blank(_ query: String) async throws -> AskRecord.Blank {
    AskRecord.Blank(user: id, stored: try await session.library.model(for: id), query: query)
  }

  /// How the fits of the person ended, the first one first.
  func fits() async throws -> [Storage.Run.State] {
    try await session.library.trace(of: id).filter(\.query.isEmpty).map(\.state).reversed()
  }
}
