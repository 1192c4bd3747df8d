package import RPM
package import Storage
internal import Workbench

/// What `drift` prints.
package struct DriftDocument: Codable, Hashable {
  package struct Line: Codable, Hashable {
    /// Missing for all answers together.
    package var factor: String?
    package var n: Int
    package var weak: Bool
    package var boilerplate: Bool
    /// Two random halves: 1 the same, 0 unrelated; missing with too few queries.
    package var reliability: Double?
    /// Counts, one a class.
    package var early: [Int]
    package var late: [Int]
    /// The class whose share changes most, and by how much; missing where a half is empty.
    package var moved: String?
    package var change: Double?
    /// Missing where too few were there to test.
    package var chance: Double?
    package var significant: Bool
  }

  package var user: String
  package var task: String
  package var modelVersion: Int
  /// The correlation of all factors of two halves.
  package var stability: Double?
  /// What answers are counted by.
  package var classes: [String]
  package var early: Int
  package var late: Int
  /// The last early and the first late date; missing where the order in time is not known.
  package var border: [String]?
  /// What is known of the order: `by date`.
  package var order: String
  /// Whether early and late are parted where the model found a change.
  package var partedAtTurn: Bool
  package var tested: Int
  /// How many lie below .05 by themselves.
  package var suggestive: Int
  package var all: Line
  /// The most frequent first.
  package var factors: [Line]

  package init(_ drift: Drift, user: String, stored: StoredModel) {
    let model = stored.model
    func line(_ line: Drift.Line) -> Line {
      Line(
        factor: line.factor.map { model.factors[$0].name }, n: line.support, weak: line.isWeak,
        boilerplate: line.factor.map { model.statistics.factors[$0].isBoilerplate } ?? false,
        reliability: line.reliability, early: line.early, late: line.late,
        moved: line.moved.map { drift.classes[$0] }, change: line.change, chance: line.chance,
        significant: line.isSignificant)
    }
    self.user = user
    task = model.task.name
    modelVersion = stored.version
    stability = model.statistics.stability
    classes = drift.classes
    early = drift.earlyCount
    late = drift.lateCount
    border = drift.border
    order = drift.order
    partedAtTurn = drift.isPartedAtTurn
    tested = drift.tested
    suggestive = drift.suggestive
    all = line(drift.all)
    factors = drift.factors.map(line).enumerated().sorted {
      ($1.element.n, $0.offset) < ($0.element.n, $1.offset)
    }.map(\.element)
  }

  /// The lines before the table; not yet safe for a terminal.
  package var heading: [String] {
    var time = border.map { "up to \($0[0]) and from \($0[1])" } ?? order
    if border != nil, order != HistoryOrder.byDate { time += "; \(order)" }
    let whole = stability.map { ["stability of two halves: \(Quotation.share($0))"] } ?? []
    if partedAtTurn { time += ", where answers turned" }
    return ["\(user) (\(task)), version \(modelVersion)"] + whole
      + ["early and late: \(early) and \(late) answers, \(time)", ""]
  }

  /// One line a factor.
  package func table(all showsAll: Bool) -> AlignedTable {
    func row(_ line: Line) -> [String] {
      func share(_ counts: [Int]) -> String {
        guard let moved = line.moved, let index = classes.firstIndex(of: moved) else { return "-" }
        return "\(counts[index])/\(counts.reduce(0, +))"
      }
      let points = line.change.map { change in
        let points = Quotation.decimal(change * 100, digits: 0)
        return change < 0 ? points : "+\(points)"
      }
      return [
        (line.factor ?? "all answers") + (line.weak ? " ~" : ""), "\(line.n)",
        line.reliability.map(Quotation.share) ?? "-", line.moved ?? "-", share(line.early),
        share(line.late), points ?? "-",
        (line.chance.map { Quotation.decimal($0, digits: 3) } ?? "-")
          + (line.significant ? " !" : ""),
      ]
    }
    return AlignedTable(
      columns: [
        AlignedTable.Column(title: "factor", shrinks: true, limit: 26),
        AlignedTable.Column(title: "n", isNumber: true),
        AlignedTable.Column(title: "halves", isNumber: true),
        AlignedTable.Column(title: "answer", shrinks: true, limit: 20),
        AlignedTable.Column(title: "early", isNumber: true),
        AlignedTable.Column(title: "late", isNumber: true),
        AlignedTable.Column(title: "points", isNumber: true),
        AlignedTable.Column(title: "chance"),
      ], rows: ([all] + factors.filter { showsAll || !$0.weak && !$0.boilerplate }).map(row))
  }

  /// Whether any change stands out, in a sentence.
  package var verdict: String {
    let significant = ([all] + factors).count(where: \.significant)
    let found =
      significant == 0
      ? "no change stands out beyond chance"
      : "\(Count.of(significant, "change")) beyond chance, marked !"
    return
      "\(found): \(tested) tested, \(suggestive) below .05 by themselves, where chance alone gives "
      + "about \(Quotation.decimal(Double(tested) / 20, digits: 1))"
  }

  /// The lines after it.
  package func legend(all showsAll: Bool) -> [String] {
    let hidden = showsAll ? 0 : factors.count { $0.weak || $0.boilerplate }
    return ["", verdict]
      + (hidden > 0 ? ["not shown: \(hidden) minor (n < 3) or stock words; --all"] : [])
  }
}
