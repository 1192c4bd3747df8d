internal import ChatModel
internal import Foundation
package import RPM
internal import Workbench

/// A user and their factor model as `show` prints it for a person.
package enum ModelReport {
  /// The lines, not yet safe for a terminal.
  ///
  /// - Parameters:
  ///   - isStale: whether the history has changed since the fit.
  ///   - width: columns that tables are to fit into.
  package static func lines(
    user: User, model: UserModel?, version: Int?, isStale: Bool, all: Bool,
    width: Int
  ) -> [String] {
    var lines = head(
      user: user, model: model, version: version, isStale: isStale,
      fit: "`rationale fit \(ShellWord.quoted(user.name))`"
    ).printed
    guard let model, version != nil else { return lines + ["", notFitted(user)] }
    let table = FactorTable(model: model, all: all)
    lines += [""] + Finding(model, in: table).sentences
    lines += [""] + FactorLines.of(table, width: width)
    if !all, let omitted = table.omitted(of: model.factors.count) {
      lines += ["", "not shown: \(omitted); --all shows them"]
    }
    return lines
  }

  /// The user and their model without its factors.
  ///
  /// - Parameter fit: how the user is fitted again.
  package static func head(
    user: User, model: UserModel?, version: Int?, isStale: Bool, fit: String
  ) -> [ReportLine] {
    let (items, tests) = (user.history.count, user.test.count)
    var lines: [ReportLine] = [
      """
      \(user.name) (\(user.task.name)): \(Count.of(items, "interaction")), \
      \(Count.of(tests, "test item"))
      """, "\(user.task.instruction)",
    ]
    guard let model, let version else { return lines }
    let day = model.fitted.formatted(.iso8601.year().month().day())
    let window = model.statistics.window.map { " (\($0.words) only)" } ?? ""
    lines.append(
      """
      model version \(version), \(model.identity.name), fitted \(day) on \
      \(Count.of(model.memory.entries.count, "interaction"))\(window)
      """)
    if isStale {
      let more = user.history.count - model.memory.entries.count
      let change =
        more > 0 ? "\(Count.of(more, "interaction")) came after the fit" : "changed since"
      lines.append(ReportLine("stale", "\(change): \(fit)"))
    }
    if let older = olderPrompts(of: model) {
      lines.append(ReportLine("prompts", "\(older): \(fit)"))
    }
    let form = form(of: model.statistics)
    if !form.isEmpty {
      lines.append(ReportLine("form", "answers: \(form.joined(separator: "; "))"))
    }
    if let trust = model.statistics.trust {
      let found = trust.sentences(for: user).joined(separator: "; ")
      lines.append(ReportLine("trust", found))
    }
    if let stability = model.statistics.stability {
      lines.append("stability of two halves: \(Quotation.share(stability))")
    }
    return lines
  }

  /// That a language model made it with older prompts than those of today; `nil` where it did not.
  package static func olderPrompts(of model: UserModel) -> String? {
    guard !model.identity.isBuiltIn, let notes = ChatNotes(model.notes),
      !notes.outdatedRoles(in: PromptLibrary()).isEmpty
    else { return nil }
    return "an older version made this memory; it is read as it is"
  }

  /// What nearly all free answers have in common in their form, or hardly any has.
  package static func form(of statistics: UserStatistics) -> [String] {
    statistics.tellingHabits.map { habit, rate in
      "\(habit.words) \(rate.count) of \(rate.total)"
    }
  }

  /// What is said of a user without a model.
  package static func notFitted(_ user: User) -> String {
    "not fitted: `rationale fit \(ShellWord.quoted(user.name))`"
  }
}
