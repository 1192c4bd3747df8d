internal import ChatModel
internal import Foundation
internal import RPM
internal import Storage

/// Keeps replies and what they cost in the library, for one person.
struct LibraryLedger: CallLedger {
  let library: Library
  let user: Library.UserID

  func reply(for key: String) async throws -> KeptReply? {
    try await library.reply(for: key, of: user).map {
      try JSONDecoder().decode(KeptReply.self, from: $0)
    }
  }

  func keep(_ reply: KeptReply, for key: String) async throws {
    try await library.keepReply(try JSONEncoder().encode(reply), for: key, of: user)
  }

  func book(_ usage: Usage, stage: Stage) async throws {}

  func used(since: Date) async throws -> Usage { Usage() }
}

/// Keeps in the library what was found out about models.
struct LibraryTraits: TraitStore {
  let library: Library

  func traits(for key: String) async -> Data? { nil }

  func keep(_ data: Data, for key: String) async {}
}
