internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// The tests of a model and of an answer, and what is told of them.
extension PlainSession {
  func check(_ test: CheckRequest.Test) throws -> [PlainEffect] {
    _ = try fitted()
    return [.check(test)]
  }

  /// Compares the open person with the only one that a name means.
  func compare(with name: String) throws -> [PlainEffect] {
    let (person, _) = try fitted()
    let found = listed.named(name)
    guard let other = found.first?.summary else {
      throw CommandFailure.usage("Nobody is called '\(name)'. users lists all.")
    }
    guard found.count == 1 else {
      let names = found.prefix(5).map(\.summary.name).joined(separator: ", ")
      throw CommandFailure.usage("'\(name)' may be \(names); give the whole name.")
    }
    guard other.id != person.id else {
      throw CommandFailure.usage("\(other.name) is the one who is open; name somebody else.")
    }
    guard other.model != nil else {
      throw CommandFailure.usage("\(other.name) has no model yet.")
    }
    return [.check(.compare(with: CheckRequest.Other(user: other.id, name: other.name)))]
  }

  /// Asks the query of the answer as everybody of the task who has a model.
  func askOthers() throws -> [PlainEffect] {
    let (person, query) = (try opened(), try answered().answer.query)
    let people = users.filter { $0.model != nil && $0.task == person.user.task.name }
      .map { CheckRequest.Other(user: $0.id, name: name(of: $0.id, $0.name)) }
    return [.check(.others(query: query, people: people))]
  }

  /// Masks parts of what the answer rests on, or each factor where none is named.
  func whatIf(_ masks: [Mask]) throws -> [PlainEffect] {
    let maker = try answered().maker
    guard maker.isSameModel(as: model.identity) else {
      throw CommandFailure.usage(
        "This was answered by \(maker.name); models and its name choose that model.")
    }
    return [.whatIf(masks)]
  }

  /// What a test found; its rows can be opened.
  mutating func show(_ page: CheckPage, _ tab: CheckTab) -> [String] {
    let factors = person?.stored?.model.factors ?? []
    let entries = page.rows.map { row -> PlainListing.Entry in
      switch row.target {
      case .item(let index): .fitted(index)
      case .ask(let id): .ask(id)
      case .factor(let name): factors.first { $0.name == name }.map { .factor($0.id) } ?? .nothing
      case .version(let version): .version(version)
      case .person(let other): .user(other.user)
      // The items behind a method are listed by `rationale eval --per-user --json`.
      case .detail, .evaluated: .nothing
      case nil: .nothing
      }
    }
    let table = AlignedTable(columns: page.columns, rows: page.rows.map(\.cells))
    let rows = Spoken.rows(table, bare: ["query", "what", "where"])
    let summary = page.report.spoken
    guard !rows.isEmpty else {
      listing = nil
      return summary
    }
    return summary + list("\(tab.title): \(Count.of(rows.count, "row"))", rows, entries)
  }

  mutating func show(_ result: WhatIf, of record: AskRecord) -> [String] {
    let name = person.map { presented($0).name } ?? ""
    let rows = Spoken.rows(WhatIfReport.table(result), titles: ["": "kind"], bare: ["answer"])
    return WhatIfReport.heading(result, user: name, stored: record.stored).spoken
      + rows + Spoken.sentences(WhatIfReport.conclusion(result))
  }
}
