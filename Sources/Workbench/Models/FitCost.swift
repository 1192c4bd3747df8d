internal import ChatModel
package import RPM
package import Storage

/// What fitting users takes, reckoned before it is begun.
package struct FitCost: Sendable, Codable, Hashable {
  /// How many users are fitted.
  package var users: Int
  /// What is used of a language model; `nil` for the built-in one, which takes nothing.
  package var usage: Usage?
  /// How long it takes, where a machine nearby is asked.
  package var time: LocalTime?

  package init(users: Int, usage: Usage? = nil, time: LocalTime? = nil) {
    self.users = users
    self.usage = usage
    self.time = time
  }

  /// Reckons for some users.
  ///
  /// - Parameter window: the part of each history that is fitted, `nil` for all of it.
  package static func of(
    _ users: [UserSummary], in session: Session, with use: ModelUse,
    within window: FitWindow? = nil
  ) async throws -> FitCost {
    guard case .chat(let endpoint, let model) = use.choice else {
      return FitCost(users: users.count, usage: nil)
    }
    var usage = Usage()
    for summary in users {
      let user = try await session.library.user(summary.id).within(window)
      usage += session.models.estimate(fitting: user, with: model, at: endpoint).usage
    }
    return FitCost(
      users: users.count, usage: usage, time: await session.time(for: usage, at: use.choice))
  }

  /// In words, as a `Quote` has them.
  package var text: String {
    guard let usage else { return "nothing: the built-in model needs no calls" }
    return Quote(usage, time: time).text
  }
}
