internal import Foundation
internal import RPM
internal import Storage
internal import Testing

@testable import Workbench

@Suite struct FittingTests {
  /// Nobody has to remember which part of the history it was.
  @Test func aModelKnowsItsWindow() async throws {
    let bench = try await WorkbenchBench()
    defer { bench.close() }
    let fitting = try Fitting(
      bench.user, id: bench.id, within: .last(4), through: bench.use, in: bench.session)
    let outcome = try await fitting.kept()
    #expect(outcome.stored.model.statistics.window == .last(4))
    #expect(outcome.stored.history.count == 4)
    let stored = try await bench.session.library.model(for: bench.id)
    #expect(stored.model.statistics.window == .last(4))
    #expect(stored.version == outcome.stored.version)
  }

  @Test func aCancellationAfterTheFitKeepsTheModelAlone() async throws {
    let bench = try await WorkbenchBench()
    defer { bench.close() }
    let fitting = try Fitting(
      bench.user, id: bench.id, within: nil, through: bench.use, in: bench.session)
    _ = try await fitting.run.value
    fitting.run.cancel()
    let waiting = Task { try await fitting.kept() }
    waiting.cancel()
    #expect(try await waiting.value.stored.version == 2)
    #expect(try await bench.fits() == [.finished, .finished])
  }

  @Test func aCancelledFitIsKeptAsOne() async throws {
    let bench = try await WorkbenchBench()
    defer { bench.close() }
    let server = SilentServer()
    defer { server.close() }
    let fitting = try Fitting(
      bench.user, id: bench.id, within: nil, through: try server.use, in: bench.session)
    fitting.run.cancel()
    await #expect(throws: CancellationError.self) { try await fitting.kept() }
    #expect(try await bench.fits() == [.finished, .cancelled])
  }

  @Test func aWindowWithNothingInItIsRefused() async throws {
    let bench = try await WorkbenchBench()
    defer { bench.close() }
    #expect(throws: RoleFailure.self) {
      try Fitting(
        bench.user, id: bench.id, within: .since("2999-01-01"), through: bench.use,
        in: bench.session)
    }
  }
}
