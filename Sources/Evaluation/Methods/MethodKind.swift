/// Which role a method has in a comparison.
public enum MethodKind: String, Sendable, Hashable, Codable {
  /// A baseline that takes a line to explain; the best of them is what others are compared with.
  case simple
  /// A published way to personalize prompts.
  case elaborate
  /// Reasoning-level personalization without a part of it.
  case ablation
  /// Reasoning-level personalization.
  case rpm
}
