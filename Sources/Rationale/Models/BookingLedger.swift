internal import ChatModel
internal import Foundation
internal import RPM
internal import Storage

/// Keeps replies as long as a command runs, and books in the library what they cost, for nobody.
actor BookingLedger: CallLedger {
  private let library: Library
  private let model: ModelIdentity
  private var replies: [String: KeptReply] = [:]

  init(library: Library, model: ModelIdentity) {
    self.library = library
    self.model = model
  }

  func reply(for key: String) -> KeptReply? { replies[key] }

  func keep(_ reply: KeptReply, for key: String) async throws {
    replies[key] = reply
    try await book(reply.usage, stage: reply.stage)
  }

  func book(_ usage: Usage, stage: Stage) async throws {
    try await library.book(
      UsageBooking(stage: stage, model: model, usage: usage, created: Date()), of: nil)
  }

  func used(since: Date) async throws -> Usage { try await library.usage(since: since) }
}
