internal import BuiltInModel
internal import ChatModel
internal import Embeddings
internal import Foundation
internal import RPM
internal import Storage
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

/// What becomes of the others when one user cannot be fitted, or one question not be asked.
@Suite(.timeLimit(.minutes(10))) struct FailingFitTests {
  /// A model that refuses short histories, and the built-in one for the rest.
  private struct PickyModel: BlackBox {
    var identity: ModelIdentity { ModelIdentity(name: "picky", version: "1") }

    func open(_ subject: Subject) async throws -> any BlackBoxSession {
      guard subject.history.count >= 8 else { throw RoleFailure("too short a history") }
      return try await BuiltInModel().open(subject)
    }
  }

  private let bench: Bench
  private let use = ModelUse(choice: .builtIn, spending: Spending())

  init() async throws {
    bench = try Bench()
    try bench.write(
      [People.author, People.reader, People.voter].joined(separator: "\n"), to: "people.jsonl")
    #expect(await bench.run("import", bench.folder + "/people.jsonl").status == .done)
  }

  private func session() async throws -> Session {
    let library = try await bench.openLibrary()
    return Session(
      library: library,
      engine: Engine(blackBox: PickyModel(), embedder: StaticTable.shared, clock: .system))
  }

  @Test func theOthersAreFittedAndTheFailureIsNamed() async throws {
    guard case .command(let command) = try Invocation(arguments: ["fit", "--all"]),
      let fit = command as? FitCommand
    else { throw CommandFailure.failed("not a fit") }
    let session = try await session()
    let (context, output, _) = bench.context()
    let error = await #expect(throws: CommandFailure.self) {
      try await fit.fitAll(session.library.summaries(), in: session, with: use, context)
    }
    #expect(error?.status == .failed)
    #expect(error?.description.contains("1 of 3 could not be fitted") == true)
    #expect(error?.description.contains("Ana (papers): too short a history") == true)
    #expect(output().contains("Mara") && output().contains("Omar"))
    let versions = try await session.library.summaries().map { $0.model?.version }
    #expect(versions == [1, nil, 1])
  }

  @Test func aCancelledFitEndsAsOneAndStoresNothing() async throws {
    guard case .command(let command) = try Invocation(arguments: ["fit", "--all"]),
      let fit = command as? FitCommand
    else { throw CommandFailure.failed("not a fit") }
    let session = try await session()
    let (context, _, _) = bench.context()
    let work = Task {
      // Waits for the cancellation, so that every step after it meets a cancelled task.
      while !Task.isCancelled { await Task.yield() }
      try await fit.fitAll(session.library.summaries(), in: session, with: use, context)
    }
    work.cancel()
    await #expect(throws: CancellationError.self) { try await work.value }
    #expect(try await session.library.summaries().allSatisfy { $0.model == nil })
  }
}
