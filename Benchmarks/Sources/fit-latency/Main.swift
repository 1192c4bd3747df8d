internal import Foundation

/// `fit-latency [--program PATH] [--latency MS] [--concurrency N] [--runs N]`: how close a fit comes
/// to the wall time that its calls make necessary.
@main
enum Main {
  static func main() {
    var options = [
      "program": ".build/release/rationale", "latency": "200", "concurrency": "8", "runs": "3",
    ]
    var arguments = CommandLine.arguments.dropFirst()
    while let name = arguments.popFirst() {
      guard options[String(name.dropFirst(2))] != nil, let value = arguments.popFirst() else {
        print("usage: fit-latency [--program PATH] [--latency MS] [--concurrency N] [--runs N]")
        exit(2)
      }
      options[String(name.dropFirst(2))] = value
    }
    let trial = Trial(
      program: URL(fileURLWithPath: options["program"] ?? ""),
      latency: (Double(options["latency"] ?? "") ?? 200) / 1e3,
      concurrency: Int(options["concurrency"] ?? "") ?? 8)
    print("latency \(Int(trial.latency * 1e3)) ms, \(trial.concurrency) calls at once")
    for person in [BenchmarkPerson.rater, .writer] {
      do {
        let results = try (0..<(Int(options["runs"] ?? "") ?? 3)).map { _ in try trial.run(person) }
          .sorted { $0.seconds < $1.seconds }
        show(results[results.count / 2], of: person, among: results)
      } catch {
        print("fit-latency: \(error)")
        exit(1)
      }
    }
  }

  private static func show(
    _ result: Trial.Result, of person: BenchmarkPerson, among results: [Trial.Result]
  ) {
    func seconds(_ value: Double) -> String { String(format: "%.2f s", value) }
    let counters = result.counters
    print("\n\(person.name), \(person.items) items")
    for stage in result.stages {
      print(
        "  \(stage.role): \(stage.calls) calls, \(stage.rounds) rounds,",
        seconds(stage.seconds))
    }
    print(
      "  \(counters.completedCalls) calls, at most \(counters.mostAtOnce) at once,",
      "\(counters.inputTokens) tokens in, \(counters.outputTokens) out")
    print(
      "  ideal \(seconds(result.ideal)), wall \(seconds(result.seconds)), ratio",
      String(format: "%.3f", result.seconds / result.ideal),
      "(\(results.map { String(format: "%.3f", $0.seconds / $0.ideal) }.joined(separator: " ")))")
  }
}
