internal import ChatModel
internal import RPM

/// What an evaluation takes, reckoned before it is begun.
struct EvaluationCost: Sendable, Codable, Hashable {
  /// How many times a method is run with a person.
  var jobs: Int
  /// What is used of a language model; `nil` for the built-in one, which takes nothing.
  var usage: Usage?

  /// In words.
  var lines: [String] {
    guard var usage else { return ["nothing: the built-in model needs no calls"] }
    // The word says that it is an estimate; a mark at each number would say it again.
    usage.isEstimated = false
    return ["this takes about \(UsageText.summary(usage))"]
  }
}
