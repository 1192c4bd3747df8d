internal import ChatModel
package import Evaluation
internal import Foundation
internal import RPM
internal import TerminalKit
internal import Workbench

/// A report on methods for a person: a table a task, with the calibration below it.
package struct EvaluationText {
  package let report: EvaluationReport
  /// How many columns there are; `nil` where nobody minds.
  package var width: Int?

  package init(report: EvaluationReport, width: Int? = nil) {
    self.report = report
    self.width = width
  }

  /// Lines or a table.
  package enum Part {
    case lines([String])
    case table(AlignedTable)
  }

  package typealias Result = EvaluationReport.MethodResult
  package typealias Summary = EvaluationReport.TaskSummary

  /// All of it, in order.
  package func parts(perUser: Bool) -> [Part] {
    var parts: [Part] = [.lines(head)]
    for task in report.tasks {
      parts.append(.lines([""] + title(of: task)))
      guard task.items > 0 else { continue }
      let results = report.results(of: task.task)
      let asked = results.filter { $0.unavailable == nil && $0.items > 0 }
      parts += tables(of: asked, in: task).map(Part.table)
      parts.append(.lines(notes(on: results, in: task)))
      if perUser {
        parts.append(.lines(["", "  \(task.leading.name), person by person"]))
        parts.append(.table(people(of: asked, in: task)))
      }
    }
    if !report.isComplete {
      parts.append(.lines(["", "INCOMPLETE: the same command goes on from here."]))
    }
    return parts
  }

  /// What was done and what came of it, in a few sentences.
  package func summary(of task: Summary) -> [String] {
    let results = report.results(of: task.task)
    let own = results.first { $0.kind == .rpm }
    let missing = results.filter { $0.unavailable != nil }.map(\.method)
    return title(of: task) + head
      + [
        verdict(results, in: task),
        own?.calibration.map { "its confidence: \($0.sentence)" },
        missing.isEmpty ? nil : "n/a with this model: \(missing.joined(separator: ", "))",
      ].compactMap(\.self)
  }

  /// What the marks and intervals of the table mean.
  package func legend(of task: Summary) -> [String] {
    ["* best on these items. \(meaning(of: task))"] + grounds(of: task)
  }

  private var head: [String] {
    let configuration = report.configuration
    return [
      "\(configuration.model.title), K \(configuration.k), seed \(configuration.bootstrap.seed), "
        + "configuration \(report.configurationHash)",
      "test: \(configuration.split.words)",
    ]
  }

  /// How many there are and what they are asked.
  package func title(of task: Summary) -> [String] {
    var line =
      "\(task.task): \(Count.of(task.users, "person", "people")), "
      + Count.of(task.items, "test item")
    if task.usersWithoutTest > 0 {
      line += "; \(task.usersWithoutTest) of them without test items"
    }
    return [line]
  }

  // MARK: The table

  /// One table, or two where one would be too wide: the leading metric first, then the others.
  private func tables(of results: [Result], in task: Summary) -> [AlignedTable] {
    let whole = table(of: results, in: task)
    guard let width,
      whole.lines(width: nil).contains(where: { GraphemeWidth.width(of: $0) > width })
    else { return [whole] }
    let names = names(of: results, in: task)
    return [
      Self.joined([names, leading(of: results, in: task)]),
      Self.joined([names, others(of: results, in: task)]),
    ]
  }

  /// All columns in one table, a row a result.
  package func table(of results: [Result], in task: Summary) -> AlignedTable {
    Self.joined([
      names(of: results, in: task), leading(of: results, in: task), others(of: results, in: task),
    ])
  }

  private static func joined(_ tables: [AlignedTable]) -> AlignedTable {
    AlignedTable(
      columns: tables.flatMap(\.columns),
      rows: (tables.first?.rows ?? []).indices.map { row in tables.flatMap { $0.rows[row] } })
  }

  private func names(of results: [Result], in task: Summary) -> AlignedTable {
    let best = Self.best(results, by: task.leading)
    return AlignedTable(
      columns: [.init(title: ""), .init(title: "method")],
      rows: results.map {
        [$0.method == best ? "*" : "", $0.method + ($0.isComplete ? "" : " (part)")]
      })
  }

  private func leading(of results: [Result], in task: Summary) -> AlignedTable {
    let leading = task.leading
    let scale = IntervalBar(results.compactMap { $0.metrics[leading] })
    return AlignedTable(
      columns: [
        .init(title: leading.name, isNumber: true), .init(title: scale.title),
        .init(title: "to the best simple one"),
      ] + (task.tested > 0 ? [.init(title: "p", isNumber: true)] : []),
      rows: results.map { result in
        let score = result.metrics[leading]
        return [
          score.map { Self.number($0.micro) } ?? "-", score.map(scale.text) ?? "",
          difference(result, in: task),
        ] + (task.tested > 0 ? [Self.chance(score?.difference?.claim)] : [])
      })
  }

  private func others(of results: [Result], in task: Summary) -> AlignedTable {
    let metrics = task.metrics.dropFirst()
    let usesModel = results.contains { $0.usage.calls + $0.usage.replayed > 0 }
    let titles =
      metrics.map(\.name) + ["a query"] + (usesModel ? ["tokens", "money"] : [])
    return AlignedTable(
      columns: titles.map { AlignedTable.Column(title: $0, isNumber: true) },
      rows: results.map { result in
        let usage = [
          String(UsageText.tokens(of: result.usage).prefix { $0 != " " }),
          UsageText.money(of: result.usage) ?? "-",
        ]
        return metrics.map { metric in
          result.metrics[metric].map { Self.number($0.micro) } ?? "-"
        } + [Self.duration(result.querySeconds)] + (usesModel ? usage : [])
      })
  }

  /// The name of the method that did best, of equals the first.
  package static func best(_ results: [Result], by metric: Metric) -> String? {
    let values = results.compactMap { result in
      result.metrics[metric].map { (result.method, metric.isBetterHigher ? $0.micro : -$0.micro) }
    }
    let top = values.map(\.1).max()
    return values.first { $0.1 == top }?.0
  }

  /// `+.117 (+.030 to +.209)`; without the interval where it rests on too few.
  package func difference(_ result: Result, in task: Summary) -> String {
    if task.baselines[task.leading] == result.method { return "the best simple one" }
    guard let difference = result.metrics[task.leading]?.difference else { return "" }
    let value = Self.signed(difference.value)
    return task.isTooFew
      ? value : "\(value) (\(Self.signed(difference.low)) to \(Self.signed(difference.high)))"
  }

  /// The p of a claim; empty where none was tested.
  package static func chance(_ claim: Claim?) -> String {
    guard let p = claim?.p else { return claim?.verdict == .incomplete ? "part" : "" }
    return p < 0.0005 ? "<.001" : Quotation.decimal(p, digits: 3)
  }

  /// A figure with its sign.
  package static func signed(_ value: Double) -> String {
    let text = Quotation.decimal(value, digits: 3)
    return value > 0 && text != ".000" ? "+\(text)" : text
  }

  /// A score with three decimals.
  package static func number(_ value: Double) -> String { Quotation.decimal(value, digits: 3) }

  /// `1.2 ms`, `3.4 s`.
  package static func duration(_ seconds: Double) -> String {
    seconds < 1
      ? String(format: "%.1f ms", seconds * 1000) : String(format: "%.1f s", seconds)
  }

  // MARK: Below it

  private func notes(on results: [Result], in task: Summary) -> [String] {
    let sentences = legend(of: task) + remarks(on: results, in: task)
    return (sentences + absences(results).map { "n/a  \($0)" }).map { "  \($0)" }
      + calibration(results)
  }

  /// How the figures of a task are to be read, and what they rest on.
  package func meaning(of task: Summary) -> String {
    let leading = task.leading
    return "\(leading.name): \(leading.isBetterHigher ? "more" : "less") is better. "
      + "Intervals hold 95 % of \(report.configuration.bootstrap.draws) draws of "
      + (task.unit == .users
        ? "\(Self.basis(of: task))." : "the \(Count.of(task.items, "item")) of one person.")
  }

  /// `40 people with 600 items`.
  package static func basis(of task: Summary) -> String {
    "\(Count.of(task.asked, "person", "people")) with \(Count.of(task.items, "item"))"
  }

  /// What a verdict rests on, or why there is none; nothing where nothing is compared.
  package func grounds(of task: Summary) -> [String] {
    guard task.baselines[task.leading] != nil else { return [] }
    guard !task.isTooFew else {
      return [
        "Too few to tell methods apart: that takes \(Claim.leastPeople) people, or "
          + "\(Claim.leastItems) items of one person."
      ]
    }
    guard task.tested > 0 else { return [] }
    let unit = task.unit == .users ? "person's" : "item's"
    let choice =
      task.otherBest.map { share in
        let percent = Int((share * 100).rounded())
        return "The best simple one was chosen on these items, and another is best in \(percent) % "
          + "of the draws. So each draw takes its own best, and better means better than each."
      }
    return [
      "p: how often chance does as much, with the sign of each \(unit) difference left to it, "
        + "after Holm's steps over \(Count.of(task.tested, "method"))."
    ] + (choice.map { [$0] } ?? [])
  }

  /// What the table says, and what failed.
  package func remarks(on results: [Result], in task: Summary) -> [String] {
    (verdict(results, in: task).map { [$0] } ?? [])
      + results.compactMap { result in
        result.failures.map { failures in
          "\(result.method): \(Count.of(failures.items, "item")) not answered, the first: "
            + failures.first
        }
      }
  }

  /// The methods without an honest result, and why.
  package func absences(_ results: [Result]) -> [String] {
    results.compactMap { result in result.unavailable.map { "\(result.method): \($0)" } }
  }

  /// What the table says of the method itself, in a sentence.
  private func verdict(_ results: [Result], in task: Summary) -> String? {
    let leading = task.leading
    guard let own = results.first(where: { $0.kind == .rpm }),
      let difference = own.metrics[leading]?.difference, let claim = difference.claim
    else { return nil }
    let gain = leading.gain(difference.value)
    let than = "than \(difference.to), the best simple baseline"
    let distance =
      gain == 0
      ? "no better \(than)"
      : "\(Quotation.decimal(abs(gain), digits: 3)) \(gain > 0 ? "better" : "worse") \(than)"
    let chance = claim.p.map { $0 < 0.0005 ? "p <.001" : "p \(Self.chance(claim))" } ?? ""
    switch claim.verdict {
    case .tooFew:
      return "Too few to tell whether \(own.method) helps: \(Self.basis(of: task))."
    case .incomplete:
      return "Nothing can be said of \(own.method) yet: not everybody was asked."
    case .mayBeChance:
      return gain == 0
        ? "\(own.method) is \(distance)."
        : "\(own.method) is \(distance), which may be chance (\(chance))."
    case .better, .worse:
      return "\(own.method) is \(distance), beyond chance (\(chance)), by "
        + "\(Self.basis(of: task))."
    }
  }

  private func calibration(_ results: [Result]) -> [String] {
    guard let result = results.first(where: { $0.kind == .rpm && $0.calibration != nil }),
      let calibration = result.calibration
    else { return [] }
    var lines = [
      "",
      "  confidence of \(result.method): \(calibration.sentence) "
        + "(ECE \(Self.number(calibration.ece)), \(Count.of(calibration.count, "answer")))",
      "    confidence   answers   mean   right",
    ]
    for bin in calibration.table {
      let range = "\(Int((bin.low * 100).rounded()))-\(Int((bin.high * 100).rounded())) %"
      let line = [
        Self.padded(range, 10), Self.padded("\(bin.count)", 7),
        Self.padded(Quotation.share(bin.confidence), 4),
        Self.padded(Quotation.share(bin.accuracy), 5),
      ].joined(separator: "   ")
      lines.append("    \(line)")
    }
    return lines
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  // MARK: Person by person

  /// The leading metric of every person.
  package func people(of results: [Result], in task: Summary) -> AlignedTable {
    var names: [String] = []
    for person in results.flatMap(\.people) where !names.contains(person.user) {
      names.append(person.user)
    }
    let known = results.map { result in
      Dictionary(result.people.map { ($0.user, $0) }) { first, _ in first }
    }
    let rows = names.map { name -> [String] in
      let any = known.lazy.compactMap { $0[name] }.first
      return ["", name, "\(any?.history ?? 0)", "\(any?.items ?? 0)"]
        + known.map { people in
          people[name]?.metrics[task.leading].map(Self.number) ?? "-"
        }
    }
    return AlignedTable(
      columns: [
        .init(title: ""), .init(title: "person", shrinks: true),
        .init(title: "history", isNumber: true), .init(title: "items", isNumber: true),
      ] + results.map { AlignedTable.Column(title: $0.method, isNumber: true) }, rows: rows)
  }
}
