internal import ChatModel
package import RPM

/// What an evaluation takes, reckoned before it is begun.
package struct EvaluationCost: Sendable, Codable, Hashable {
  /// A method's part.
  package struct Part: Sendable, Codable, Hashable {
    package var method: String
    /// What it uses beside what methods before it have used already.
    package var usage: Usage
  }

  /// How many times a method is run with a person.
  package var jobs: Int
  /// What is used of a language model; `nil` for the built-in one, which takes nothing.
  package var usage: Usage?
  /// The same method by method, in the order of the table.
  package var methods: [Part]?
  /// How long it takes, where a machine nearby is asked.
  package var time: LocalTime?

  /// The same with what something else beside the methods uses.
  package func adding(_ more: Usage, for name: String) -> EvaluationCost {
    var cost = self
    cost.usage = (usage ?? Usage()) + more
    cost.methods = (methods ?? []) + [Part(method: name, usage: more)]
    return cost
  }

  /// In a sentence.
  package var sentence: String {
    guard let usage else { return "nothing: the built-in model needs no calls" }
    let takes = ["about \(Self.text(usage))"] + (time.map { [$0.text] } ?? [])
    return "this takes \(takes.joined(separator: ", ")), at most"
  }

  /// In words, method by method.
  package var lines: [String] {
    let parts = (methods ?? []).filter { $0.usage.calls > 0 }
    let width = parts.map(\.method.count).max() ?? 0
    return [sentence]
      + parts.map { part in
        let gap = String(repeating: " ", count: width - part.method.count)
        return "  \(part.method)\(gap)  \(Self.text(part.usage))"
      }
  }

  private static func text(_ usage: Usage) -> String {
    // The word says that it is an estimate; a mark at each number would say it again.
    var usage = usage
    usage.isEstimated = false
    return UsageText.summary(usage)
  }
}
