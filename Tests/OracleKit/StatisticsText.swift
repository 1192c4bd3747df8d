internal import Foundation

/// The statistics that a prompt lists, each with its id:
/// `s4 [thin plot] answer 2: 5 of 6 (all answers: 8 of 39)`.
struct StatisticsText {
  /// One of them.
  struct Line {
    /// Its id.
    var id: String
    /// The factor it belongs to.
    var factor: String
    /// The label it speaks of, `nil` where it speaks of none.
    var label: String?
    /// How often, of how many.
    var share: Double
  }

  private let lines: [Line]

  /// Reads the statistics of a prompt.
  init(_ prompt: String) {
    lines = prompt.split(separator: "\n").compactMap { line in
      guard let match = line.firstMatch(of: /^(s\d+) \[(.+?)\] (.*?)(\d+)[^\d()]* of (\d+)/),
        let count = Double(match.4), let total = Double(match.5)
      else { return nil }
      let label = match.3.firstMatch(of: /^answer (.+): $/).map { String($0.1) }
      return Line(
        id: String(match.1), factor: String(match.2), label: label,
        share: total > 0 ? count / total : 0)
    }
  }

  /// What can be cited of a factor: of a label, where there is something; `nil` for nothing.
  func id(of factor: String, label: String) -> String? {
    let own = lines.filter { $0.factor == factor }
    return (own.first { $0.label == label } ?? own.first)?.id
  }

  /// The label that a factor leans to, `nil` where no statistic says so.
  func label(of factor: String) -> String? {
    lines.filter { $0.factor == factor && $0.label != nil }.max { $0.share < $1.share }?.label
  }
}
