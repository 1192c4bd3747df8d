/// A run as a state machine: events in, actions out, no effect of its own.
///
/// A machine names the calls it wants by tickets; the shell asks for the call when it is about to
/// make it, so that thousands of waiting calls hold no memory.
protocol RunMachine: Sendable {
  /// A name for a call.
  associatedtype Ticket: Hashable, Sendable
  /// What the run yields.
  associatedtype Output: Sendable

  /// The stages whose result is taken over from an earlier run, known once it began.
  var reused: Set<Stage> { get }

  /// Begins the run.
  mutating func start(at seconds: Double) -> [RunAction<Ticket, Output>]

  /// The call that a ticket stands for.
  func call(for ticket: Ticket) -> RoleCall

  /// Whether a ticket is about one item among several, which the run can go on without.
  func isItem(_ ticket: Ticket) -> Bool

  /// Hears of a call of a language model, as often as there is one; before what it gave back.
  mutating func note(_ exchange: Exchange)

  /// Takes what a call gave back.
  mutating func handle(
    _ ticket: Ticket, _ reply: Result<RoleReply, RoleFailure>, at seconds: Double
  ) -> [RunAction<Ticket, Output>]
}

extension RunMachine {
  /// A run makes all of its stages unless it takes some over.
  var reused: Set<Stage> { [] }

  /// Every call is needed.
  func isItem(_ ticket: Ticket) -> Bool { false }

  /// Ends the run over a call that it needs, which failed or gave what was not asked for.
  func unusable(
    _ reply: Result<RoleReply, RoleFailure>, to ticket: Ticket
  ) -> [RunAction<Ticket, Output>] {
    switch reply {
    case .failure(let failure): [.fail(failure)]
    case .success:
      [.fail(RoleFailure("The model gave a reply of the wrong kind for \(ticket)."))]
    }
  }
}

/// What a machine wants done.
enum RunAction<Ticket: Hashable & Sendable, Output: Sendable>: Sendable {
  /// Make a call and hand back its reply.
  case call(Ticket)
  /// Tell whoever watches.
  case report(EngineEvent.Kind)
  /// The run is over and this is its result.
  case finish(Output)
  /// The run is over and has no result.
  case fail(RoleFailure)
}
