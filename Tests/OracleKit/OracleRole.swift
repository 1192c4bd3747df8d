internal import Foundation

/// What a chat asks an oracle for.
public enum OracleRole: String, Sendable, Hashable, Codable, CaseIterable {
  /// The features of one query or several.
  case extract
  /// What groups of features say.
  case cluster
  /// The factor of each feature.
  case assign
  /// What an answer did, or which side it took.
  case judge
  /// A path to a known answer.
  case reason
  /// A path and an answer.
  case generate
  /// Anything else.
  case other

  /// Tells the role from the fields that are asked for.
  ///
  /// - Parameter choices: what the field of a first feature may be.
  init(fields: Set<String>, choices: [String]) {
    if fields.contains("sides") || fields.contains("f1") && choices.contains("taken") {
      self = .judge
    } else if !fields.isDisjoint(with: ["answer", "response"]) {
      self = .generate
    } else if fields.contains("steps") {
      self = .reason
    } else if fields.contains("quote") {
      self = .extract
    } else if fields.contains("g1") {
      self = .cluster
    } else if fields.contains("f1") {
      self = .assign
    } else {
      self = .other
    }
  }
}
