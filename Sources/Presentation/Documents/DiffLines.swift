package import RPM
internal import Workbench

/// What is different between two models, for a person.
package enum DiffLines {
  private static let mostNumbers = 20
  private static let mostPaths = 8
  private static let mostMoves = 12

  /// The lines, not yet safe for a terminal; long lists end with how many more there are.
  package static func of(_ diff: ModelDiff) -> [String] {
    diff.factors.map { "  " + text($0) }
      + cut(diff.moves.map(text), most: mostMoves, "moves")
      + diff.marks.map { "  item \($0.item + 1): \(text($0.mark))" }
      + cut(diff.statistics.map(text), most: mostNumbers, "numbers")
      + cut(
        diff.stale.map { "stale path of item \($0.item + 1): \($0.staleness.text)" },
        most: mostPaths, "stale paths")
      + (diff.rebuilt.isEmpty ? [] : ["  \(Count.of(diff.rebuilt.count, "path")) made anew"])
  }

  private static func cut(_ lines: [String], most: Int, _ things: String) -> [String] {
    let more = lines.count - most
    return lines.prefix(most).map { "  " + $0 }
      + (more > 0 ? ["  and \(more) more \(things); --json has them all"] : [])
  }

  private static func text(_ change: ModelDiff.FactorChange) -> String {
    let from = change.from.joined(separator: ", ")
    return switch change.kind {
    case .added: "factor \(change.factor): new"
    case .removed: "factor \(change.factor): gone"
    case .renamed: "factor \(change.factor): was called \(from)"
    case .merged: "factor \(change.factor): merged of \(from)"
    case .split: "factor \(change.factor): split off \(from)"
    case .described: "factor \(change.factor): described anew"
    }
  }

  private static func text(_ move: ModelDiff.FeatureMove) -> String {
    let times = move.occurrences > 1 ? " (\(move.occurrences) times)" : ""
    return
      "feature \(move.feature): \(move.from ?? "no factor") -> \(move.to ?? "no factor")\(times)"
  }

  private static func text(_ change: ModelDiff.StatisticChange) -> String {
    "\(change.factor ?? "all answers"), \(change.statistic): \(change.before) -> \(change.after)"
  }

  private static func text(_ mark: ModelDiff.MarkChange.Mark) -> String {
    switch mark {
    case .excluded: "excluded"
    case .included: "counts again"
    case .pinned: "pinned"
    case .unpinned: "pinned no more"
    case .excludedExample: "never an example"
    case .includedExample: "an example again"
    }
  }
}
