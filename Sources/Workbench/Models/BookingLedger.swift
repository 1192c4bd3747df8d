package import ChatModel
package import Foundation
package import RPM
package import Storage

/// Keeps replies as long as a command runs, and books in the library what they cost, for nobody.
package actor BookingLedger: CallLedger {
  private let library: Library
  private let model: ModelIdentity
  private var replies: [String: KeptReply] = [:]

  package init(library: Library, model: ModelIdentity) {
    self.library = library
    self.model = model
  }

  package func reply(for key: String) -> KeptReply? { replies[key] }

  package func keep(_ reply: KeptReply, for key: String) async throws {
    replies[key] = reply
    try await book(reply.usage, stage: reply.stage)
  }

  package func book(_ usage: Usage, stage: Stage) async throws {
    try await library.book(
      UsageBooking(stage: stage, model: model, usage: usage, created: Date()), of: nil)
  }

  package func used(since: Date) async throws -> Usage { try await library.usage(since: since) }
}
