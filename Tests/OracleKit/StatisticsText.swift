internal import Foundation

/// The statistics that a prompt lists: below the name of a factor, lines that may be quoted.
struct StatisticsText {
  /// The lines about each factor, by its name.
  private(set) var quotes: [String: [String]] = [:]

  /// Reads the statistics of factors whose names are known.
  init(_ prompt: String, factors: [String]) {
    // The longest first, since one name may begin another.
    let names = factors.sorted { ($1.count, $0) < ($0.count, $1) }
    var current: String?
    for line in prompt.split(separator: "\n") {
      guard line.first?.isWhitespace == true else {
        current = names.first { name in
          line == name || line.hasPrefix(name + ":") || line.hasPrefix(name + " (")
        }
        continue
      }
      let quote = line.trimmingCharacters(in: .whitespaces)
      if let current, quote.contains(/\d+ of \d+ =/), quotes[current]?.contains(quote) != true {
        quotes[current, default: []].append(quote)
      }
    }
  }

  /// What can be quoted of a factor: of a label, where there is something; `nil` for nothing.
  func quote(of factor: String, label: String) -> String? {
    quotes[factor]?.first { $0.hasPrefix("P(\(label))") } ?? quotes[factor]?.first
  }

  /// The label that a factor leans to, `nil` where no statistic says so.
  func label(of factor: String) -> String? {
    let shares = (quotes[factor] ?? []).compactMap { quote -> (label: String, share: Double)? in
      guard let match = quote.firstMatch(of: /^P\((.+?)\) \d+ of \d+ = (\.\d+|1\.00)/),
        let share = Double("0" + match.2) ?? Double(match.2)
      else { return nil }
      return (String(match.1), share)
    }
    return shares.max { $0.share < $1.share }?.label
  }
}
