internal import Presentation

/// Two runs side by side: what is the same, what differs, what only one of them has.
struct TraceComparison: Hashable, Sendable {
  /// How the two halves of a row stand to each other.
  enum Relation: Hashable, Sendable {
    case same
    case changed
    case onlyFirst
    case onlySecond
    /// There is nothing to compare with.
    case alone
  }

  /// A heading or a row of a section.
  enum Line: Hashable, Sendable {
    /// A section; `isSame` where both have it alike, `nil` where there is nothing to compare with.
    case heading(String, isSame: Bool?)
    case row(TraceDetail.Row?, TraceDetail.Row?, Relation)
  }

  var lines: [Line]

  /// Compares two runs; either may be missing.
  ///
  /// - Parameter differencesOnly: whether what is the same is folded into its heading.
  init(_ first: TraceDetail?, _ second: TraceDetail?, differencesOnly: Bool = false) {
    var titles = (first?.sections ?? []).map(\.title)
    for title in (second?.sections ?? []).map(\.title) where !titles.contains(title) {
      titles.append(title)
    }
    let isComparison = first != nil && second != nil
    lines = titles.flatMap { title -> [Line] in
      let rows = Self.rows(
        of: first?.sections.first { $0.title == title }?.rows ?? [],
        and: second?.sections.first { $0.title == title }?.rows ?? [],
        isComparison: isComparison)
      guard isComparison else { return [.heading(title, isSame: nil)] + rows }
      let changed = rows.filter { line in
        if case .row(_, _, .same) = line { false } else { true }
      }
      return [.heading(title, isSame: changed.isEmpty)] + (differencesOnly ? changed : rows)
    }
  }

  /// Whether nothing differs.
  var isSame: Bool {
    lines.allSatisfy { line in
      switch line {
      case .heading(_, let isSame): isSame == true
      case .row(_, _, let relation): relation == .same
      }
    }
  }

  /// Rows of equal keys beside each other, in the order of both: the longest common sequence of
  /// keys holds them together.
  private static func rows(
    of first: [TraceDetail.Row], and second: [TraceDetail.Row], isComparison: Bool
  ) -> [Line] {
    guard isComparison else {
      return first.map { .row($0, nil, .alone) } + second.map { .row(nil, $0, .alone) }
    }
    // The lengths of the longest common sequences of the ends of both.
    var common = [[Int]](
      repeating: [Int](repeating: 0, count: second.count + 1), count: first.count + 1)
    for i in first.indices.reversed() {
      for j in second.indices.reversed() {
        common[i][j] =
          first[i].key == second[j].key
          ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
      }
    }
    var lines: [Line] = []
    var (i, j) = (0, 0)
    while i < first.count || j < second.count {
      if i < first.count, j < second.count, first[i].key == second[j].key {
        let relation: Relation = first[i].isSame(as: second[j]) ? .same : .changed
        lines.append(.row(first[i], second[j], relation))
        (i, j) = (i + 1, j + 1)
      } else if j == second.count || (i < first.count && common[i + 1][j] >= common[i][j + 1]) {
        lines.append(.row(first[i], nil, .onlyFirst))
        i += 1
      } else {
        lines.append(.row(nil, second[j], .onlySecond))
        j += 1
      }
    }
    return lines
  }
}
