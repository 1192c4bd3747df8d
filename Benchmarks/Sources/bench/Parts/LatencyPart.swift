internal import Foundation

/// How close a fit through a language model comes to the wall time that its calls make necessary.
///
/// A server in this process thinks about each call for a while. The ideal is that while times the
/// rounds that each stage needs.
enum LatencyPart {
  static func figures(in bench: Bench) throws -> [Figure] {
    let trial = Trial(
      program: URL(fileURLWithPath: bench.options.program), latency: 0.2, concurrency: 8)
    return try [BenchmarkPerson.rater, .writer].flatMap { person in
      bench.say("latency, \(person.name)")
      let results = try (0..<3).map { _ in try trial.run(person) }
      guard let last = results.last else { return [Figure]() }
      for stage in last.stages {
        bench.say(
          "  \(stage.role): \(stage.calls) calls, \(stage.rounds) rounds, "
            + String(format: "%.2f s", stage.seconds))
      }
      let counters = last.counters
      return [
        Figure(
          part: .latency, what: "\(person.name), fit through a model", size: person.items,
          unit: .seconds, value: Spread(results.map(\.seconds)),
          note: "\(counters.completedCalls) calls of 200 ms, 8 at once"),
        Figure(
          part: .latency, what: "\(person.name), beside the ideal", size: person.items,
          unit: .times, value: Spread(results.map { $0.seconds / $0.ideal }),
          note: String(format: "ideal %.2f s", last.ideal)),
      ]
    }
  }
}
