internal import Presentation
internal import RPM
internal import TerminalKit

/// Which columns of a table of factors fit, and where.
struct FactorColumns {
  var nameWidth: Int
  /// Positions in the table's base, in order.
  var shown: [Int]
  /// Columns of the screen for each.
  var width: Int
  /// Where the first begins, from the left edge of the panel.
  var start: Int
  var hasGain: Bool
  /// Whether the share itself stands beside its bar: where one label has the room alone.
  var hasShare: Bool

  init(table: FactorTable, width total: Int, offset: Int) {
    let count = table.base.count
    let wide = min(30, max(12, total / 4))
    let narrow = min(30, max(12, total / 5))
    func fitting(_ name: Int, gain: Bool, least: Int) -> Int {
      max(1, min(count, (total - Self.start(name, further: gain ? 1 : 0)) / least))
    }
    // Names and the gain give way where that makes room for the last labels, and where the
    // labels are short their bars, too.
    var forms = [(wide, true, 12), (narrow, true, 12), (wide, false, 12), (narrow, false, 12)]
    if (0..<count).allSatisfy({ GraphemeWidth.width(of: Self.name(of: $0, in: table)) < 9 }) {
      forms.append((narrow, false, 10))
    }
    let form = forms.first {
      ($0.1 ? total >= 56 : true) && fitting($0.0, gain: $0.1, least: $0.2) >= count
    }
    nameWidth = form?.0 ?? wide
    hasGain = form?.1 ?? (total >= 56)
    var most =
      form == nil ? fitting(nameWidth, gain: hasGain, least: total < 56 ? 10 : 12) : count
    // One long bar with its share says more than two stubs.
    if total >= 56, most < min(3, count) { most = 1 }
    hasShare = most == 1 && count > 1 && total >= 50
    if hasShare { hasGain = false }
    start = Self.start(nameWidth, further: hasGain || hasShare ? 1 : 0)
    if most >= count {
      shown = Array(table.base.indices)
    } else {
      let telling = table.tellingColumns(for: nil, count: count, byWeight: true)
      // One by one the labels come in their own order, from the most telling on.
      shown =
        most == 1
        ? [(telling[0] + offset) % count]
        : (0..<most).map { telling[($0 + offset) % count] }.sorted()
    }
    let room = max(0, total - start)
    width = shown.isEmpty ? 0 : min(hasShare ? 60 : 36, room / shown.count)
  }

  /// Where the bars begin: behind the name, n, and at most one further figure.
  private static func start(_ name: Int, further: Int) -> Int { 1 + name + 5 + 6 * further + 1 }

  func rect(_ position: Int, in row: Rect) -> Rect {
    Rect(x: row.x + start + position * width, y: row.y, width: width, height: 1)
  }

  // MARK: What they are called

  /// The label or stance of a column.
  static func name(of column: Int, in table: FactorTable) -> String {
    table.columns.names[column]
  }

  /// Whether some labels have no column.
  static func hasFurtherLabels(_ table: FactorTable, width: Int, offset: Int) -> Bool {
    FactorColumns(table: table, width: width, offset: offset).shown.count < table.base.count
  }

  /// What the columns are, longest wording first.
  static func legends(_ table: FactorTable, width: Int, offset: Int) -> [String] {
    let columns = FactorColumns(table: table, width: width, offset: offset)
    switch table.columns {
    case .influence: return ["coverage, influence, polarity", "influence"]
    case .stances:
      return [
        "stance of the chosen option: P - base, full bar 50pp", "stance P - base, full bar 50pp",
        "full bar 50pp",
      ]
    case .labels:
      let (shown, all) = (columns.shown.count, table.base.count)
      guard shown < all else { return ["P(y|F) - base, full bar 50pp", "full bar 50pp"] }
      let labels = shown == 1 ? "1 of \(all) labels < >" : "\(shown) of \(all) labels < >"
      return [
        "\(labels)   P(y|F) - base, full bar 50pp", "\(labels)  full bar 50pp", labels,
        "\(shown) of \(all) < >",
      ]
    }
  }
}
