internal import BuiltInModel
internal import Embeddings
internal import Foundation
internal import RPM

/// A fit by the built-in model, and questions to what came of it.
struct FitWorker {
  /// What is answered.
  let kind: InventedPerson.Kind
  /// How many past answers are fitted.
  let items: Int

  /// The time of a fit, of the first question after a start, and of the next ones.
  func figures() async throws -> [Figure] {
    let person = InventedPerson(kind: kind, number: 0)
    let user = person.user(items: items)
    var fitted: UserModel?
    PeakMemory.forget()
    let fit = try await Stopwatch().samples {
      fitted = try await Self.engine().fit(user).value
    }
    let peak = PeakMemory.mebibytes
    guard let model = fitted else { throw Complaint("nothing was fitted") }

    let queries = person.queries(16)
    func asks(_ engine: @autoclosure () -> Engine) async throws -> [Double] {
      var number = 0
      return try await Stopwatch(runs: 15).samples {
        number += 1
        _ = try await engine().ask(
          queries[number % queries.count], of: model, history: user.history
        ).value
      }
    }
    let first = try await asks(Self.engine())
    let open = Self.engine()
    let next = try await asks(open)
    return [
      figure("fit", fit, peak: peak), figure("first question", first),
      figure("next question", next),
    ]
  }

  private func figure(_ what: String, _ seconds: [Double], peak: Double? = nil) -> Figure {
    Figure(
      part: .fit, what: "\(kind.rawValue), \(what)", size: items, unit: .milliseconds,
      value: Spread(seconds.scaled(by: 1e3)), peak: peak)
  }

  private static func engine() -> Engine {
    Engine(
      blackBox: BuiltInModel(), embedder: StaticTable.shared,
      clock: EngineClock(
        now: { Date() }, seconds: { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }))
  }
}
