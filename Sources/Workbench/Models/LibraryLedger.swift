package import ChatModel
package import Foundation
package import RPM
package import Storage

/// Keeps replies and what they cost in the library, for one person.
package struct LibraryLedger: CallLedger {
  package let library: Library
  package let user: Library.UserID
  /// The model that is asked.
  package let model: ModelIdentity

  package func reply(for key: String) async throws -> KeptReply? {
    try await library.reply(for: key, of: user).map {
      try JSONDecoder().decode(KeptReply.self, from: $0)
    }
  }

  package func keep(_ reply: KeptReply, for key: String) async throws {
    let booking = UsageBooking(
      stage: reply.stage, model: reply.model, usage: reply.usage, created: Date())
    do {
      try await library.keepReply(
        try JSONEncoder().encode(reply), for: key, of: user, booking: booking)
    } catch LibraryError.noSuchUser {
      // Forgotten while the call was under way: nothing of theirs is kept, but it was paid for.
      try await library.book(booking, of: user)
      throw LibraryError.noSuchUser(user)
    }
  }

  package func book(_ usage: Usage, stage: Stage) async throws {
    try await library.book(
      UsageBooking(stage: stage, model: model, usage: usage, created: Date()), of: user)
  }

  package func used(since: Date) async throws -> Usage { try await library.usage(since: since) }
}

/// Keeps in the library what was found out about models. What cannot be kept is found out anew.
package struct LibraryTraits: TraitStore {
  package let library: Library

  package init(library: Library) {
    self.library = library
  }

  package func traits(for key: String) async -> Data? { try? await library.trait(for: key) }

  package func keep(_ data: Data, for key: String) async {
    try? await library.keepTrait(data, for: key)
  }
}
