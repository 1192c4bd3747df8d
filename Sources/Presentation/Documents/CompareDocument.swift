package import RPM
internal import Workbench

/// Two users beside each other, as `compare` prints them.
package struct CompareDocument: Codable, Hashable {
  package var first: String
  package var second: String
  package var comparison: FactorComparison

  package init(first: String, second: String, comparison: FactorComparison) {
    self.first = first
    self.second = second
    self.comparison = comparison
  }

  /// What was compared.
  package var title: [String] {
    let pairs = comparison.pairs
    let opposite = pairs.count { $0.relation == .opposite }
    let shared = pairs.count { $0.relation == .shared }
    return [
      "\(first) and \(second): \(Count.of(pairs.count, "factor")) in common, "
        + "\(shared) shared, \(opposite) opposite"
    ]
  }

  /// A line a pair.
  package var table: AlignedTable {
    AlignedTable(
      columns: [
        AlignedTable.Column(title: ""), AlignedTable.Column(title: first, shrinks: true),
        AlignedTable.Column(title: "n", isNumber: true),
        AlignedTable.Column(title: "shift", isNumber: true),
        AlignedTable.Column(title: second, shrinks: true),
        AlignedTable.Column(title: "n", isNumber: true),
        AlignedTable.Column(title: "shift", isNumber: true),
        AlignedTable.Column(title: "alike", isNumber: true),
      ],
      rows: comparison.pairs.map { pair in
        [
          pair.relation.rawValue, pair.first, "\(pair.firstSupport)", Self.shift(pair.firstShift),
          pair.second, "\(pair.secondSupport)", Self.shift(pair.secondShift),
          Quotation.share(pair.similarity),
        ]
      })
  }

  /// The factors that only one of them has.
  package var rest: [String] {
    [(first, comparison.onlyFirst), (second, comparison.onlySecond)].compactMap { name, factors in
      guard !factors.isEmpty else { return nil }
      let more = factors.count > 12 ? " and \(factors.count - 12) more" : ""
      return "only \(name): " + factors.prefix(12).joined(separator: ", ") + more
    }
  }

  private static func shift(_ value: Double?) -> String {
    value.map { ($0 > 0 ? "+" : "") + Quotation.decimal($0, digits: 2) } ?? ""
  }
}
