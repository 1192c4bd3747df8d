/// A stage of a fit or an ask.
public enum Stage: String, Sendable, Hashable, Codable, CaseIterable {
  /// Features are read from queries (1a, 3a).
  case extract
  /// Features become factors (1b).
  case cluster
  /// Statistics are counted (1c).
  case count
  /// Past answers get their reasoning paths (2).
  case reason
  /// Similar reasoning is looked up (3b).
  case retrieve
  /// The answer is made (3c).
  case generate
  /// Every quoted number is checked.
  case audit
}
