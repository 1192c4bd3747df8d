internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// Reports as lines that make sense one by one, for whoever hears them: no columns, no empty lines,
/// no signs that stand for words.
enum Spoken {
  /// Columns whose title says too little without its table.
  private static let words = [
    "conf.": "confidence", "true": "true answer", "asked (UTC)": "asked", "id": "ask",
    "no.": "number",
    "$ a million in / out": "dollars a million tokens in and out",
  ]

  /// The most columns of a cell; `open` reads the whole of it.
  private static let cellWidth = 90

  /// The rows of a table, each with the titles of its columns.
  ///
  /// - Parameters:
  ///   - titles: what columns are called here, by their title in the table.
  ///   - bare: titles that are not said: their cells speak for themselves.
  ///   - left: titles of columns that are left out.
  static func rows(
    _ table: AlignedTable, titles: [String: String] = [:], bare: Set<String> = [],
    without left: Set<String> = []
  ) -> [String] {
    let names = table.columns.map { titles[$0.title] ?? words[$0.title] ?? $0.title }
    return table.rows.map { row in
      zip(zip(names, table.columns), row).compactMap { column, cell -> String? in
        let (name, title) = (column.0, column.1.title)
        if cell.isEmpty || left.contains(title) { return nil }
        if cell == "-" { return title == "model" ? "no model" : nil }
        let text = TextLayout.truncate(cell, width: cellWidth)
        return name.isEmpty || bare.contains(title) ? text : "\(name) \(text)"
      }.joined(separator: ", ")
    }
  }

  /// Sentences that may be indented.
  static func sentences(_ lines: [String]) -> [String] {
    lines.map { ReportLine(stringLiteral: $0) }.spoken
  }

  /// A path, one line a step.
  static func path(_ view: PathView) -> [String] {
    var lines: [String] = []
    for (index, step) in view.steps.enumerated() {
      let head = step.features.joined(separator: ", ")
      let factor = step.factor.map { "factor \($0)" } ?? ""
      let parts = [head, factor, step.evidence, step.effect].filter { !$0.isEmpty }
      lines.append(
        "step \(index + 1) of \(view.steps.count): \(parts.joined(separator: "; "))")
      lines += step.findings.map { "WRONG in step \(index + 1): it \($0.words)" }
    }
    lines.append("conclusion: \(view.conclusion)")
    lines += view.conclusionFindings.map { "WRONG in the conclusion: \($0.correction)" }
    return lines + [ReportParts.verdict(view.audit)]
  }

  /// The sum behind an answer, one line a term; parts name their term.
  static func sum(_ table: EvidenceTable, answers: AnswerSpace) -> [String] {
    let unit = answers == .open ? "as expected overlap times 10" : "in nats"
    let other = table.runnerUp.map { ", against \($0)" } ?? ""
    var lines = ["the sum of evidence for \(table.answer)\(other), \(unit)"]
    var term = ""
    for row in table.rows {
      if row.depth == 0 { term = row.name }
      let name = row.depth == 0 ? row.name : "part of \(term), \(row.name)"
      lines.append("\(name): \(figures(row, in: table, answers))")
    }
    lines.append("sum of all: \(figures(table.total, in: table, answers))")
    return lines + (AnswerReport.median(of: table, answers: answers).map { [$0] } ?? [])
  }

  private static func figures(
    _ row: EvidenceTable.Row, in table: EvidenceTable, _ answers: AnswerSpace
  ) -> String {
    let signed = AnswerReport.signed
    guard let runnerUp = table.runnerUp else { return signed(row.answer) }
    // A title is too long to be said in every line.
    let names = answers == .open ? ("the answer", "the other") : (table.answer, runnerUp)
    return "for \(names.0) \(signed(row.answer)), for \(names.1) \(signed(row.runnerUp)), "
      + "difference \(signed(row.difference))"
  }

  /// Features, each with its factor.
  static func features(_ features: [Feature], in model: UserModel) -> [String] {
    guard !features.isEmpty else { return ["no features were found"] }
    return features.enumerated().map { index, feature in
      let factor = feature.factor.map { ", factor \(model.factors[$0].name)" } ?? ""
      let quote = ReportParts.quote(of: feature).map { ", read from \($0)" } ?? ""
      return "feature \(index + 1): \(feature.name)\(factor)\(quote)"
    }
  }

  /// What a model made of an item of its history.
  static func path(of entry: MemoryEntry, in stored: StoredModel) -> [String] {
    let lines = features(entry.features, in: stored.model)
    guard let path = entry.path else { return lines + [ItemReport.noPath] }
    let view = PathView(
      path: path, features: entry.features, factors: stored.model.factors, audit: entry.audit)
    return lines + [ItemReport.pathTitle(stored)] + Self.path(view)
      + (entry.exclusion.map { [ItemReport.leftOut($0)] } ?? [])
  }

  /// An ask or a fit in a line: what came of it, and what it took.
  static func run(_ run: TracedRun) -> String {
    let took = run.stages.map { [TraceText.time($0.seconds)] } ?? []
    let used = run.usage.map(TraceText.used) ?? ""
    let query = TextLayout.truncate(SurveyQuestion(query: run.query).stem, width: cellWidth)
    let ending = TraceText.ending(of: run.state)
    let answer = run.response.map { "answer \($0)" } ?? ""
    let what = run.isFit ? "of \(run.userName)" : query
    return
      ([TraceText.number(of: run).replacing("#", with: "ask "), answer, ending] + took + [
        used, what,
      ])
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// The same with its stages, one a line.
  static func stages(of run: TracedRun) -> [String] {
    TraceText.details(of: run).map(\.text)
      + (run.stages ?? []).map { stage in
        TraceText.details(of: stage, in: run).map(\.text)
          .filter { !$0.hasPrefix("calls of a language model") }.joined(separator: "; ")
      }
  }

  // MARK: Factors

  /// The base rates that factors are compared with; none where factors have no Propensity.
  static func base(of table: FactorTable) -> [String] {
    let names = table.columns.names
    guard !names.isEmpty else { return [] }
    let rates = names.indices.map { index in
      "\(names[index]) in \(table.base[index].count) of \(table.base[index].total)"
    }
    return ["base rates: \(rates.joined(separator: ", "))"]
  }

  /// A factor with what it says most about, or with what it says about each label.
  static func factor(
    _ row: FactorTable.Row, of table: FactorTable, everyLabel: Bool = false
  ) -> String {
    let statistics = row.statistics
    var parts = [
      row.factor.name
        + (statistics.isBeyondChance
          ? ", beyond chance" : statistics.isWeak ? ", weak: fewer than 3 queries" : ""),
      "in \(statistics.support) of \(table.interactions) queries",
    ]
    let names = table.columns.names
    if !names.isEmpty {
      parts.append("gain \(Quotation.decimal(statistics.gain, digits: 1)) nats")
      let word = table.columns.areStances ? "stance" : "answer"
      let columns =
        everyLabel
        ? Array(names.indices) : table.tellingColumns(for: row, count: 2, byWeight: true)
      parts += columns.map { column in
        let cell = row.cells[column]
        let points = Int((cell.delta * 100).rounded())
        return "\(word) \(names[column]) in \(cell.propensity.count) of \(cell.propensity.total), "
          + "\(Count.of(abs(points), "point")) \(points < 0 ? "below" : "above") the base rate"
      }
    } else {
      parts.append(
        "influence \(statistics.influence)"
          + (statistics.influenceRate.value.map { ", rate \(Quotation.share($0))" } ?? ""))
      let polarity = statistics.polarity
      if statistics.influence > 0 {
        parts.append(
          "for \(polarity.positive), neither \(polarity.neutral), against \(polarity.negative)")
      }
    }
    return parts.joined(separator: "; ")
  }

  /// The text without amounts of money.
  static func veiled(_ text: String) -> String {
    text.replacing(/\$\d+(?:[.,]\d+)*/, with: "hidden")
  }
}
