/// What a prompt is for (ours).
public enum PromptRole: String, Sendable, Hashable, Codable, CaseIterable {
  /// The features of queries (1a, 3a).
  case extract
  /// The factors of features (1b).
  case cluster
  /// One grouping made of several, where there are too many features for one call.
  case merge
  /// Which features influenced an answer.
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
  /// What a model is told of a reply that cannot be used.
  case repair

  /// Those that the method itself uses; the others are for baselines that it is compared with.
  public static let ofMethod: [PromptRole] = [
    .extract, .cluster, .merge, .judge, .reason, .generate, .repair,
  ]

  /// The name of the file that holds an own prompt, such as `extract.md`.
  public var fileName: String { "\(rawValue).md" }
}
