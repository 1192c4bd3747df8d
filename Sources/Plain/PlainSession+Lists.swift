internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// Numbered rows, and what opens behind their numbers.
extension PlainSession {
  mutating func list(
    _ title: String, _ rows: [String], _ entries: [PlainListing.Entry]
  ) -> [String] {
    var listing = PlainListing(title, Array(zip(rows, entries)))
    defer { self.listing = listing }
    return listing.page()
  }

  mutating func more() throws -> [PlainEffect] {
    guard var listing, !listing.isAtEnd else {
      throw CommandFailure.usage("There is no more.")
    }
    defer { self.listing = listing }
    return [.say(listing.page())]
  }

  func entry(_ number: String) throws -> PlainListing.Entry {
    guard let listing, !listing.entries.isEmpty else {
      throw CommandFailure.usage("Nothing was listed yet; users lists the people.")
    }
    guard let number = Int(number), listing.entries.indices.contains(number - 1) else {
      throw CommandFailure.usage(
        "The last list has the numbers 1 to \(listing.entries.count), and no '\(number)'.")
    }
    return listing.entries[number - 1]
  }

  mutating func open(_ number: String) throws -> [PlainEffect] {
    switch try entry(number) {
    case .user(let id): return [.open(id)]
    case .item(let index):
      let person = try opened()
      return [.say(item(index, of: presented(person), stored: person.stored))]
    case .fitted(let index):
      let (person, stored) = try fitted()
      return [.say(item(index, of: presented(person), in: stored))]
    case .example(let index):
      return [.say(item(index, of: presented(try opened()), in: try answered().stored))]
    case .test(let index): return try askTest("\(index + 1)")
    case .ask(let id): return [.reopen(id)]
    case .factor(let id): return [.say(try listItems(ofFactor: id))]
    case .model(let name): return [.use(name)]
    case .version(let version): return [.diff(from: version)]
    case .nothing: throw CommandFailure.usage("There is nothing behind this row.")
    case .run(let run): return [.say(Spoken.stages(of: run))]
    }
  }

  /// An item as it was when a model was fitted on it.
  func item(_ index: Int, of user: User, in stored: StoredModel) -> [String] {
    var user = user
    user.history = stored.history
    return item(index, of: user, stored: stored)
  }

  func item(_ index: Int, of user: User, stored: StoredModel?) -> [String] {
    let lines = ItemReport.head(index, of: user).spoken
    guard let stored else { return lines + [Self.notFitted] }
    guard stored.history.indices.contains(index), stored.history[index] == user.history[index]
    else { return lines + [ItemReport.unfitted(stored)] }
    return lines + Spoken.path(of: stored.model.memory.entries[index], in: stored)
  }

  mutating func listFactors(
    all: Bool, everyLabel: Bool = false
  ) throws -> [String] {
    let stored = try fitted().1
    let table = FactorTable(model: stored.model, all: all)
    var lines = Finding(stored.model, in: table).sentences + Spoken.base(of: table)
    let rows = table.rows.map { Spoken.factor($0, of: table, everyLabel: everyLabel) }
    lines += list(
      "\(Count.of(rows.count, "factor")) of \(stored.model.factors.count)"
        + (all || rows.count == stored.model.factors.count ? "" : "; all-factors lists all"),
      rows, table.rows.map { .factor($0.id) })
    return lines
  }

  mutating func listHistory() throws -> [String] {
    let person = try opened()
    let rows = Spoken.rows(HistoryTable.of(person.user), bare: ["query"], without: ["item"])
    return list(
      Count.of(rows.count, "past answer"), rows, person.user.history.indices.map { .item($0) })
  }

  mutating func listItems(ofFactor id: Factor.ID) throws -> [String] {
    let (person, stored) = try fitted()
    let entries = stored.model.memory.entries
    let indices = entries.indices.filter { index in
      stored.history.indices.contains(index)
        && entries[index].features.contains { $0.factor == id }
    }
    var user = person.user
    user.history = stored.history
    let rows = Spoken.rows(HistoryTable.of(user), bare: ["query"])
    let name = stored.model.factors.first { $0.id == id }?.name ?? ""
    return list(
      "\(Count.of(indices.count, "past answer")) with the factor \(name)",
      indices.map { rows[$0] }, indices.map { .fitted($0) })
  }

  mutating func listTests() throws -> [String] {
    let person = try opened()
    var user = person.user
    user.history = person.user.test
    let rows = Spoken.rows(
      HistoryTable.of(user), titles: ["answer": "true answer"], bare: ["query"],
      without: ["item"])
    return list(
      Count.of(rows.count, "test item"), rows, person.user.test.indices.map { .test($0) })
  }

  mutating func listAsks() throws -> [String] {
    let person = try opened()
    let rows = Spoken.rows(AskTable.of(person.asks), bare: ["query"])
    return list(Count.of(rows.count, "ask"), rows, person.asks.map { .ask($0.id) })
  }

  mutating func listExamples(of record: AskRecord) -> [String] {
    let answer = record.answer
    let history = record.stored.history
    let answers = record.stored.model.task.answers
    let examples = answer.retrieved.filter { history.indices.contains($0.interaction) }
    let rows = examples.map { example in
      let item = history[example.interaction]
      let text = AnswerText.full(item.response, query: item.query, answers: answers)
      let stem = TextLayout.truncate(SurveyQuestion(query: item.query).stem, width: 90)
      return "similarity \(Quotation.decimal(example.similarity, digits: 3)), "
        + "item \(example.interaction + 1), answer \(text), \(stem)"
    }
    return list(
      Count.of(rows.count, "example"), rows, examples.map { .example($0.interaction) })
  }
}
