internal import RPM

/// A statistic that a step may rest on: what a model is shown of it, and what a path then quotes.
struct Citation: Sendable, Hashable {
  /// What a reply calls it: `s1`, `s2` …
  var id = ""
  /// The factor it belongs to; `nil` for what was counted over all answers.
  var factor: Factor.ID?
  /// What a model reads, in words and counts.
  var told: String
  /// What a path quotes: written by `Quotation`, so that it passes the audit.
  var quote: String

  /// Gives statistics their ids, from `s1` on.
  static func numbered(_ citations: [Citation], from first: Int = 1) -> [Citation] {
    citations.enumerated().map { index, citation in
      var citation = citation
      citation.id = "s\(first + index)"
      return citation
    }
  }
}
