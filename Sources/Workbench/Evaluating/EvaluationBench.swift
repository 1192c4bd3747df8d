internal import BuiltInModel
internal import ChatModel
internal import Embeddings
package import Evaluation
internal import Foundation
package import RPM
internal import Storage
internal import Synchronization

/// What an evaluation works with, from what the command line says.
package struct EvaluationBench: Sendable {
  package let evaluator: Evaluator
  package let users: [User]
  private let configuration: EvaluationConfiguration
  private let methods: [any EvaluationMethod]
  private let use: ModelUse
  private let session: Session?

  /// Sets everything up.
  ///
  /// - Parameters:
  ///   - use: the model.
  ///   - session: the library, where what a language model uses is booked; `nil` goes with the
  ///     built-in model only.
  ///   - k: how many examples are retrieved.
  ///   - split: how the people were split.
  ///   - bootstrap: how intervals are drawn.
  ///   - methods: the methods; `nil` for those that are run where nobody says which.
  ///   - users: the people, split already.
  package init(
    use: ModelUse, session: Session?, k: Int, split: Split, bootstrap: Bootstrap,
    methods: [any EvaluationMethod]?, users: [User]
  ) throws {
    self.use = use
    self.users = users
    self.methods = methods ?? EvaluationMethods.standard
    self.session = session
    var prompts: [Exchange.Prompt]?
    if use.choice != .builtIn, let session {
      let (blackBox, embedder) = session.rolesBooked(for: use)
      evaluator = Evaluator(
        blackBox: blackBox, embedder: embedder, methods: self.methods, k: k,
        concurrency: session.models.settings.concurrency)
      prompts = PromptRole.ofAnswers.map { session.models.prompts[$0].identity }
    } else {
      evaluator = Evaluator(
        blackBox: BuiltInModel(), embedder: StaticTable.shared, methods: self.methods, k: k)
    }
    configuration = EvaluationConfiguration(
      model: evaluator.blackBox.identity, embedder: evaluator.embedder.identity, k: k,
      split: split, bootstrap: bootstrap, prompts: prompts,
      program: ProgramVersion.current)
  }

  /// Everything there is to do.
  package var jobs: [Evaluator.Job] {
    evaluator.jobs(for: users).filter { !users[$0.user].test.isEmpty }
  }

  /// Where results are kept.
  ///
  /// What the built-in model answers depends on the build of the program, since it is part of it.
  package func shelf(in folder: String) throws -> EvaluationShelf {
    try EvaluationShelf(
      in: folder, for: configuration,
      edition: use.choice == .builtIn ? Self.build : "", people: users, of: session?.library)
  }

  /// Does what is left, and keeps each result as it comes.
  ///
  /// - Parameters:
  ///   - known: what was done before.
  ///   - onRun: told of each job as it ends, with how many ended; several at once may tell.
  /// - Returns: everything that is done now, and what stopped the rest, `nil` where nothing did.
  package func run(
    except known: [Evaluator.Job: MethodRun], keepingOn shelf: EvaluationShelf,
    onRun: @escaping @Sendable (_ job: Evaluator.Job, _ done: Int) -> Void
  ) async -> (runs: [Evaluator.Job: MethodRun], stopped: (any Error)?) {
    let made = Mutex<[Evaluator.Job: MethodRun]>([:])
    var stopped: (any Error)?
    do {
      try await evaluator.run(users, except: Set(known.keys)) { job, run in
        try shelf.keep(run, of: job, in: users)
        let done = made.withLock {
          $0[job] = run
          return $0.count
        }
        onRun(job, done)
      }
    } catch {
      stopped = error
    }
    return (known.merging(made.withLock(\.self)) { $1 }, stopped)
  }

  /// What is to be paid for.
  package func cost(except done: Set<Evaluator.Job>) async -> EvaluationCost {
    let left = jobs.filter { !done.contains($0) }
    guard case .chat(let endpoint, let model) = use.choice, let session else {
      return EvaluationCost(jobs: left.count)
    }
    let models = session.models
    let price = models.price(of: model, at: endpoint)
    var usages: [String: Usage] = [:]
    for (index, wanted) in Dictionary(grouping: left, by: \.user).sorted(by: { $0.key < $1.key }) {
      var estimate = EvaluationEstimate(
        of: users[index], prompts: models.prompts, settings: models.settings, price: price)
      let names = Set(wanted.map(\.method))
      // In the order in which they are run: the method itself first.
      for method in evaluator.inOrder where names.contains(method.name) {
        let before = estimate.usage
        add(method.calls(for: users[index], k: evaluator.k), of: users[index], to: &estimate)
        var more = estimate.usage
        more.calls -= before.calls
        more.inputTokens -= before.inputTokens
        more.outputTokens -= before.outputTokens
        more.dollars -= before.dollars
        more.unpricedTokens -= before.unpricedTokens
        usages[method.name, default: Usage()] += more
      }
    }
    let parts = methods.compactMap { method in
      usages[method.name].map { EvaluationCost.Part(method: method.name, usage: $0) }
    }
    let usage = parts.reduce(Usage()) { $0 + $1.usage }
    return EvaluationCost(
      jobs: left.count, usage: usage, methods: parts,
      time: await session.time(for: usage, at: use.choice))
  }

  private func add(_ calls: MethodCalls, of user: User, to estimate: inout EvaluationEstimate) {
    if calls.needsFit { estimate.addFit() }
    if let k = calls.examplesOfAsk {
      for item in user.test { estimate.addAsk(item.query, k: k) }
    }
    if calls.readsQueries { for item in user.test { estimate.addReading(item.query) } }
    for repeated in calls.questions { estimate.add(repeated.question, times: repeated.times) }
    for portrait in calls.portraits { estimate.add(portrait) }
    for item in calls.rationales { estimate.addRationale(for: item) }
    if let advice = calls.advice { estimate.addAdvice(advice, rounds: calls.rounds) }
  }

  /// The report on what was done.
  package func report(of runs: [Evaluator.Job: MethodRun]) throws -> EvaluationReport {
    try ReportBuilder(
      users: users, methods: methods, completes: evaluator.blackBox.completes,
      configuration: configuration, runs: runs
    ).report()
  }

  /// The items behind the cells of some methods.
  package func items(
    of methods: [any EvaluationMethod], runs: [Evaluator.Job: MethodRun]
  ) -> [ComparedItem] {
    ComparedItem.all(of: users, methods: methods.map(\.name), runs: runs)
  }

  /// The size and the date of the program's file; empty where it cannot be found.
  private static var build: String {
    let path = Resources.executable
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return ""
    }
    let date = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(attributes[.size] ?? 0) \(date)"
  }
}
