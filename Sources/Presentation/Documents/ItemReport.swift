package import RPM
package import Storage

/// A past answer with what the model made of it, as `show --item` prints it.
package enum ItemReport {
  /// The lines, not yet safe for a terminal.
  ///
  /// - Parameter index: the position in the history, from 0.
  package static func lines(_ index: Int, of user: User, stored: StoredModel?) -> [String] {
    let item = user.history[index]
    var lines = head(index, of: user).printed
    guard let stored else { return lines + ["", ModelReport.notFitted(user)] }
    guard let place = stored.place(of: item, at: index) else {
      return lines + ["", unfitted(stored)]
    }
    let entry = stored.model.memory.entries[place]
    lines += ReportParts.features(entry.features, model: stored.model)
    guard let path = entry.path else { return lines + ["", noPath] }
    lines += [
      "", pathTitle(stored),
    ]
    lines += ReportParts.path(
      PathView(
        path: path, features: entry.features, factors: stored.model.factors, audit: entry.audit))
    if let staleness = entry.marks.staleness {
      lines.append("  stale and shown to no model: it \(staleness.text)")
    }
    if entry.marks.isPinned { lines.append("  pinned: comes before all other examples") }
    if entry.marks.isExcluded {
      lines.append("  excluded: in no statistic and never retrieved")
    } else if entry.marks.isHeldBack {
      lines.append("  never retrieved: excluded as an example")
    }
    if let exclusion = entry.exclusion {
      lines.append("  \(leftOut(exclusion))")
    }
    return lines
  }

  /// The item without what the model made of it.
  package static func head(_ index: Int, of user: User) -> [ReportLine] {
    let item = user.history[index]
    var lines: [ReportLine] = [
      "\(user.name) (\(user.task.name)), item \(index + 1) of \(user.history.count)", "",
    ]
    if let date = item.date { lines.append(ReportLine("date", date)) }
    let answer = AnswerText.full(item.response, query: item.query, answers: user.task.answers)
    return lines + [ReportLine("answer", answer), ReportLine("query", item.query)]
  }

  /// What is said of an item that a model does not know.
  package static func unfitted(_ stored: StoredModel) -> String {
    let why = stored.model.statistics.window == nil ? "came after" : "is no part of"
    return "This item \(why) the fit of version \(stored.version)."
  }

  /// What stands over the path.
  package static func pathTitle(_ stored: StoredModel) -> String {
    "path to this answer, with the statistics of all other items (version \(stored.version))"
  }

  /// What stands in place of a path.
  package static let noPath = "path: none could be built"

  /// Why an item is never an example.
  package static func leftOut(_ exclusion: MemoryEntry.Exclusion) -> String {
    let reason =
      switch exclusion {
      case .noFeatures: "no features were found"
      case .auditFailed: "its audit failed twice"
      case .pathFailed: "no path could be built"
      }
    return "left out of retrieval: \(reason)"
  }
}

extension StoredModel {
  /// Where an item of the user's history stands in that of the model, `nil` where it does not.
  ///
  /// - Parameter index: its position in the user's history; in the model's it is another where only
  ///   the recent part was fitted.
  package func place(of item: Interaction, at index: Int) -> Int? {
    if model.statistics.window != nil { return history.lastIndex(of: item) }
    return history.indices.contains(index) && history[index] == item ? index : nil
  }
}
