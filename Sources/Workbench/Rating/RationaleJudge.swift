internal import ChatModel
package import Evaluation
package import RPM
internal import Synchronization

/// A language model that compares rationales, each pair both ways round.
package struct RationaleJudge: Sendable {
  private let use: ModelUse
  private let session: Session

  /// - Parameter use: a language model.
  package init(use: ModelUse, session: Session) {
    self.use = use
    self.session = session
  }

  /// Who rates.
  package var rater: Rating.Rater {
    Rating.Rater(model: use.choice.identity, prompt: session.models.prompts[.rate].identity)
  }

  /// What comparing takes at most.
  package func usage(of pairs: [RationalePair], users: [User]) -> Usage {
    guard case .chat(let endpoint, let model) = use.choice else { return Usage() }
    var estimate = RatingEstimate(
      prompts: session.models.prompts, price: session.models.price(of: model, at: endpoint))
    for pair in pairs {
      let user = users[pair.place]
      estimate.add(
        BlindSheet(pair, of: user, isTurned: false).comparison, of: user.task)
    }
    return estimate.usage
  }

  /// Compares, and keeps each verdict as it comes. A pair that cannot be judged is left out.
  ///
  /// - Parameter onRated: told how many are done.
  /// - Returns: how many could not be judged, and the first reason.
  /// - Throws: `RoleFailure` that would meet every further call too, `CancellationError`,
  ///   `LibraryError.unwritable`.
  package func rate(
    _ pairs: [RationalePair], users: [User], keepingOn shelf: RatingShelf,
    onRated: @escaping @Sendable (_ done: Int) -> Void
  ) async throws -> (failed: Int, first: String?) {
    let (blackBox, _) = session.rolesBooked(for: use)
    let done = Mutex(0)
    let failures = Mutex<[String]>([])
    let rater = rater
    _ = try await Concurrent.map(pairs, limit: session.models.settings.concurrency) { pair in
      try Task.checkCancellation()
      let user = users[pair.place]
      guard
        let judge = try await blackBox.open(Subject(task: user.task, history: []))
          as? any RationaleJudging
      else { throw RoleFailure("\(blackBox.identity.name) judges nothing.", reach: .unusable) }
      let comparison = BlindSheet(pair, of: user, isTurned: false).comparison
      do {
        let straight = try await judge.judge(comparison)
        let turned = try await judge.judge(comparison.turned)
        try shelf.keep(
          Rating(of: pair, by: rater, straight: straight, turned: turned), of: pair)
      } catch let failure as RoleFailure where !failure.endsRun {
        try Task.checkCancellation()
        failures.withLock { $0.append(failure.description) }
      }
      onRated(
        done.withLock {
          $0 += 1
          return $0
        })
    }
    return failures.withLock { ($0.count, $0.first) }
  }
}
