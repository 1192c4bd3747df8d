internal import Foundation

/// What a chat asks an oracle for.
public enum OracleRole: String, Sendable, Hashable, Codable, CaseIterable {
  /// The features of one query or several.
  case extract
  /// Factors of numbered features.
  case cluster
  /// What influenced an answer.
  case judge
  /// A path to a known answer.
  case reason
  /// A path and an answer.
  case generate
  /// Anything else.
  case other

  /// Tells the role from the name of a schema, or else from the fields that it asks for.
  init(schemaName: String?, fields: Set<String>) {
    let name = schemaName?.lowercased() ?? ""
    let known: [(OracleRole, [String])] = [
      (.extract, ["extract", "feature"]), (.cluster, ["cluster", "factor"]),
      (.judge, ["judge", "judgment"]), (.reason, ["reason", "path"]),
      (.generate, ["generat", "answer"]),
    ]
    if let (role, _) = known.first(where: { $0.1.contains { name.contains($0) } }) {
      self = role
    } else if fields.contains("judgements") || fields.contains("polarity") {
      self = .judge
    } else if fields.contains("members") || fields.contains("factors") {
      self = .cluster
    } else if !fields.isDisjoint(with: ["answer", "response"]) {
      self = .generate
    } else if fields.contains("steps") || fields.contains("conclusion") {
      self = .reason
    } else if fields.contains("features") {
      self = .extract
    } else {
      self = .other
    }
  }
}
