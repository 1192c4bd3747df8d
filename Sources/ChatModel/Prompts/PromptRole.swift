/// What a prompt is for.
public enum PromptRole: String, Sendable, Hashable, Codable, CaseIterable {
  /// The features of queries (1a, 3a).
  case extract
  /// The names of factors (1b).
  case cluster
  /// The factor of each feature, of a history (1b) or of a query (3a).
  case assign
  /// What an answer did with the features of its query, or which side it took.
  case judge
  /// The path to a known answer (2).
  case reason
  /// The reasoning and the answer (3c).
  case generate
  /// The answer to a query without features and factors, for baselines.
  case answer
  /// A summary of a person, for a baseline.
  case profile
  /// Why a person gave an answer, without features and factors, for a baseline.
  case rationale
  /// Advice for answering as a person would, for a baseline.
  case advice
  /// Hypotheses on a person, for a baseline.
  case hypotheses
  /// What sets a person apart from others, for baselines.
  case differences
  /// A persona, or a better one, for a baseline.
  case persona
  /// A plain answer made one that a person would give, for a baseline.
  case rewrite
  /// Which of two rationales is the better one.
  case rate
  /// What a model is told of a reply that cannot be used.
  case repair

  /// Those that the method itself uses; the others are for baselines that it is compared with, and
  /// for the comparison.
  public static let ofMethod: [PromptRole] = [
    .extract, .cluster, .assign, .judge, .reason, .generate, .repair,
  ]

  /// Those that answers can depend on.
  public static let ofAnswers = allCases.filter { $0 != .rate }

  /// The name of the file that holds an own prompt, such as `extract.md`.
  public var fileName: String { "\(rawValue).md" }
}
