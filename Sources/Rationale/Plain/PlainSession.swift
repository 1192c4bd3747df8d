internal import ChatModel
internal import RPM
internal import Storage
internal import TerminalKit

/// The line mode as a value: who is open, what was listed, and what a line means then.
struct PlainSession: Sendable {
  /// A question that y or n answers.
  struct Choice: Sendable {
    /// What y does.
    var effects: [PlainEffect]
    /// What is said after anything else.
    var refusal: String
  }

  private(set) var users: [UserSummary] = []
  private(set) var person: OpenPerson?
  /// The answer that `reasoning`, `sum` and the like speak of.
  private(set) var record: AskRecord?
  private(set) var listing: PlainListing?
  private(set) var filter = ""
  private(set) var order = UserOrder.task
  /// The model that fits and answers.
  var model = ModelChoice.builtIn
  /// Whether names and money are hidden.
  private(set) var isPresenting = false
  /// What waits for y or n.
  var choice: Choice?
  /// Lines that go on.
  private var held: [String] = []
  var journal = Journal()
  private(set) var log = MessageLog()

  /// Whether the line that is typed next goes on from those before it.
  var isContinuing: Bool { !held.isEmpty }

  /// Drops a line that goes on and a question; `false` where there is neither.
  mutating func drop() -> Bool {
    guard isContinuing || choice != nil else { return false }
    held = []
    choice = nil
    return true
  }

  // MARK: Lines

  /// What a line asks for.
  ///
  /// - Throws: `CommandFailure` (usage) with what is wrong and the way out.
  mutating func take(_ line: String) throws -> [PlainEffect] {
    if let choice {
      self.choice = nil
      switch line.trimmingWhitespace().lowercased() {
      case "y", "yes": return choice.effects
      case "n", "no", "": return [.say([choice.refusal])]
      default: return [.say([choice.refusal]), .take(line)]
      }
    }
    if line.last == "\\" {
      held.append(String(line.dropLast()))
      return []
    }
    let command = CommandText((held + [line]).joined(separator: "\n"))
    held = []
    // Scripts may say what they do.
    guard !command.name.isEmpty, command.name.first != "#" else { return [] }
    if Int(command.name) != nil, command.argument.isEmpty { return try open(command.name) }
    let known = try PlainCommand(named: command.name)
    try known.check(command.argument)
    return switch known {
    case .open: try open(command.argument)
    case .more: try more()
    case .action(let action): try perform(action, command.argument)
    }
  }

  private mutating func perform(_ action: Action, _ argument: String) throws -> [PlainEffect] {
    switch action {
    case .help: return [.say(PlainCommand.help.map { "\($0.usage): \($0.help)" })]
    case .quit: return [.quit]
    case .redraw: return [.readUsers, .say(["The list of people was read again."])]
    case .log: return [.say(logLines)]
    case .usersPanel: return [.say(listUsers())]
    case .filter:
      journal.add(.filter(from: filter, to: argument))
      filter = argument
      return [.say(listUsers())]
    case .sort: return try sort(argument)
    case .user: return try openUser(named: argument)
    case .personPanel: return [.say(head(of: try opened()))]
    case .factorsTab: return [.say(try listFactors(all: false))]
    case .allFactors: return [.say(try listFactors(all: true))]
    case .historyTab: return [.say(try listHistory())]
    case .testsTab: return argument.isEmpty ? [.say(try listTests())] : try askTest(argument)
    case .asksTab: return [.say(try listAsks())]
    case .fit: return fit(then: nil, of: try opened())
    case .ask: return try ask(argument)
    case .pathPanel, .pathTab: return [.say(reasoning(of: try answered()))]
    case .sumTab: return [.say(sum(of: try answered()))]
    case .queryTab: return [.say(query(of: try answered()))]
    case .examplesPanel: return [.say(listExamples(of: try answered()))]
    case .promptTab: return [.say(calls(of: try answered(), showsReplies: false))]
    case .rawTab: return [.say(calls(of: try answered(), showsReplies: true))]
    case .search: return [.search(argument)]
    case .delete:
      guard case .ask(let id) = try entry(argument) else {
        throw CommandFailure.usage("Only asks can be deleted: asks lists them.")
      }
      return [.delete(id, isAgain: false)]
    case .models: return argument.isEmpty ? [.listModels] : [.use(argument)]
    case .import: return [.importFile(argument)]
    case .presenter:
      guard ["", "on", "off"].contains(argument) else {
        throw CommandFailure.usage("presenter is on or off.")
      }
      present(argument.isEmpty ? !isPresenting : argument == "on")
      return [
        .say([
          isPresenting
            ? "For a room: other names, no money." : "Real names and money are told again."
        ])
      ]
    case .undo:
      guard let change = journal.undo() else {
        throw CommandFailure.usage("There is nothing to take back.")
      }
      return apply(change, forward: false)
    case .redo:
      guard let change = journal.redo() else {
        throw CommandFailure.usage("There is nothing to do again.")
      }
      return apply(change, forward: true)
    // A test sees to it that `PlainCommand.understood` leads here never.
    default: throw CommandFailure.usage("\(action.rawValue) needs the screen.")
    }
  }

  /// Notes what was complained of, for `log`.
  mutating func note(_ text: String) {
    log.add(CockpitState.Status(kind: .error, text: text))
  }

  private var logLines: [String] {
    log.messages.isEmpty ? ["Nothing was noted yet."] : log.messages.map(\.text)
  }

  /// Begins or ends speaking to a room. What was said so far may name people.
  mutating func present(_ isOn: Bool) {
    isPresenting = isOn
    log = MessageLog()
    filter = ""
    listing = nil
  }

  // MARK: What the surroundings report

  mutating func know(_ users: [UserSummary]) { self.users = users }

  /// A person is open from now on.
  mutating func open(_ person: OpenPerson) -> [String] {
    if record?.user != person.id { record = nil }
    self.person = person
    return head(of: person)
  }

  /// The open person was fitted, or was asked something.
  mutating func refresh(_ person: OpenPerson) {
    if self.person?.id == person.id { self.person = person }
  }

  /// An answer came, or an older one was opened.
  mutating func show(_ record: AskRecord) -> [String] {
    self.record = record
    let name = person.map { self.name(of: $0.id, $0.user.name) } ?? ""
    let answers = record.stored.model.task.answers
    var lines = [AnswerReport.head(record.answer, user: name, stored: record.stored)]
    lines += AnswerReport.result(record.answer, expected: record.expected, answers: answers)
    lines += reasoning(of: record)
    lines += AnswerReport.calls(record.answer)
    return Spoken.lines(lines)
      + ["sum, query, examples, prompt and raw tell more of this answer"]
  }

  /// What is found in the library.
  mutating func show(_ hits: [SearchHit], for words: String) -> [String] {
    guard !hits.isEmpty else { return ["nothing holds '\(words)'"] }
    let documents = hits.map { hit in
      var hit = hit
      hit.name = name(of: hit.user, hit.name)
      if isPresenting, hit.place == .user { hit.snippet = hit.name }
      return SearchDocument(hit)
    }
    let rows = Spoken.rows(SearchTable.of(documents), bare: ["user", "text"])
    return list(
      Count.of(hits.count, "place"), rows, hits.map { .user($0.user) })
  }

  /// The models that can be used.
  mutating func show(_ models: [ModelListDocument]) -> [String] {
    let rows = Spoken.rows(ModelListDocument.table(models), bare: ["model"])
    return ["\(model.title) fits and answers now"]
      + list(Count.of(models.count, "model"), rows, models.map { .model($0.name) })
  }

  /// Another model fits and answers from now on.
  mutating func use(_ choice: ModelChoice) -> [String] {
    if choice != model { journal.add(.model(from: model, to: choice)) }
    model = choice
    return ["\(choice.title) fits and answers from now on."]
  }

  // MARK: People

  /// The name that somebody has here.
  func name(of id: Library.UserID, _ name: String) -> String {
    isPresenting ? Presentation.pseudonym(of: id) : name
  }

  /// A person under the name that they have here.
  func presented(_ person: OpenPerson) -> User {
    var user = person.user
    user.name = name(of: person.id, user.name)
    return user
  }

  private var listed: [ListedUser] {
    users.map { user in
      var user = user
      user.name = name(of: user.id, user.name)
      return ListedUser(user)
    }.sorted(by: order.isBefore)
  }

  /// Lists who passes the filter.
  mutating func listUsers() -> [String] {
    let wanted = UserFilter(filter)
    return list(listed.filter(wanted.matches).map(\.summary))
  }

  /// `1 person`, `20 people`.
  static func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }

  private mutating func list(_ users: [UserSummary]) -> [String] {
    let rows = Spoken.rows(UserTable.of(users), titles: ["n": "interactions"], bare: ["name"])
    let note = filter.isEmpty ? "" : ", filter \(filter)"
    return list(
      "\(Self.people(users.count))\(note)", rows,
      users.map { .user($0.id) })
  }

  private mutating func sort(_ name: String) throws -> [PlainEffect] {
    guard let new = name.isEmpty ? order.neighbour(1) : UserOrder(rawValue: name) else {
      let orders = UserOrder.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure.usage("There is no order '\(name)'; there are \(orders).")
    }
    journal.add(.order(from: order, to: new))
    order = new
    return [.say(["sorted by \(new.rawValue)"] + listUsers())]
  }

  /// Opens the only one that a name means; where it means several, they are listed.
  private mutating func openUser(named name: String) throws -> [PlainEffect] {
    let wanted = FoldedText.of(name)
    let users = listed
    let tests: [(ListedUser) -> Bool] = [
      { $0.name == wanted }, { $0.name.hasPrefix(wanted) }, { $0.text.contains(wanted) },
    ]
    let found = tests.lazy.map { users.filter($0) }.first { !$0.isEmpty } ?? []
    guard let first = found.first else {
      throw CommandFailure.usage("Nobody is called '\(name)'. users lists all.")
    }
    guard found.count > 1 else { return [.open(first.summary.id)] }
    let rows = Spoken.rows(
      UserTable.of(found.map(\.summary)), titles: ["n": "interactions"], bare: ["name"])
    return [
      .say(
        list(
          "'\(name)' may be \(found.count) people; open and a number opens one", rows,
          found.map { .user($0.summary.id) }))
    ]
  }

  private func opened() throws -> OpenPerson {
    guard let person else {
      throw CommandFailure.usage("Nobody is open. user and a name opens somebody.")
    }
    return person
  }

  private func head(of person: OpenPerson) -> [String] {
    let isStale = person.stored.map { $0.history != person.user.history } ?? false
    let lines = ModelReport.head(
      user: presented(person), model: person.stored?.model, version: person.stored?.version,
      isStale: isStale, fit: "fit takes it in")
    return Spoken.lines(lines)
      + (person.stored == nil ? [Self.notFitted] : [])
  }

  private static let notFitted = "not fitted: fit makes a model, and ask does so first"

  private func fitted() throws -> (OpenPerson, StoredModel) {
    let person = try opened()
    guard let stored = person.stored else {
      throw CommandFailure.usage("\(presented(person).name) has no model yet. fit makes one.")
    }
    return (person, stored)
  }

  // MARK: Lists

  private mutating func list(
    _ title: String, _ rows: [String], _ entries: [PlainListing.Entry]
  ) -> [String] {
    var listing = PlainListing(title, Array(zip(rows, entries)))
    defer { self.listing = listing }
    return listing.page()
  }

  private mutating func more() throws -> [PlainEffect] {
    guard var listing, !listing.isAtEnd else {
      throw CommandFailure.usage("There is no more.")
    }
    defer { self.listing = listing }
    return [.say(listing.page())]
  }

  private func entry(_ number: String) throws -> PlainListing.Entry {
    guard let listing, !listing.entries.isEmpty else {
      throw CommandFailure.usage("Nothing was listed yet; users lists the people.")
    }
    guard let number = Int(number), listing.entries.indices.contains(number - 1) else {
      throw CommandFailure.usage(
        "The last list has the numbers 1 to \(listing.entries.count), and no '\(number)'.")
    }
    return listing.entries[number - 1]
  }

  private mutating func open(_ number: String) throws -> [PlainEffect] {
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
    }
  }

  /// An item as it was when a model was fitted on it.
  private func item(_ index: Int, of user: User, in stored: StoredModel) -> [String] {
    var user = user
    user.history = stored.history
    return item(index, of: user, stored: stored)
  }

  private func item(_ index: Int, of user: User, stored: StoredModel?) -> [String] {
    let lines = Spoken.lines(ItemReport.head(index, of: user))
    guard let stored else { return lines + [Self.notFitted] }
    guard stored.history.indices.contains(index), stored.history[index] == user.history[index]
    else { return lines + [ItemReport.unfitted(stored)] }
    return lines + Spoken.path(of: stored.model.memory.entries[index], in: stored)
  }

  private mutating func listFactors(all: Bool) throws -> [String] {
    let stored = try fitted().1
    let table = FactorTable(model: stored.model, all: all)
    var lines = Spoken.base(of: table)
    if table.standsOut == false { lines.append("no single factor stands out beyond chance") }
    let rows = table.rows.map { Spoken.factor($0, of: table) }
    lines += list(
      "\(Count.of(rows.count, "factor")) of \(stored.model.factors.count)"
        + (all || rows.count == stored.model.factors.count ? "" : "; all-factors lists all"),
      rows, table.rows.map { .factor($0.id) })
    return lines
  }

  private mutating func listHistory() throws -> [String] {
    let person = try opened()
    let rows = Spoken.rows(HistoryTable.of(person.user), bare: ["query"], without: ["item"])
    return list(
      Count.of(rows.count, "past answer"), rows, person.user.history.indices.map { .item($0) })
  }

  private mutating func listItems(ofFactor id: Factor.ID) throws -> [String] {
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

  private mutating func listTests() throws -> [String] {
    let person = try opened()
    var user = person.user
    user.history = person.user.test
    let rows = Spoken.rows(
      HistoryTable.of(user), titles: ["answer": "true answer"], bare: ["query"],
      without: ["item"])
    return list(
      Count.of(rows.count, "test item"), rows, person.user.test.indices.map { .test($0) })
  }

  private mutating func listAsks() throws -> [String] {
    let person = try opened()
    let rows = Spoken.rows(AskTable.of(person.asks), bare: ["query"])
    return list(Count.of(rows.count, "ask"), rows, person.asks.map { .ask($0.id) })
  }

  private mutating func listExamples(of record: AskRecord) -> [String] {
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

  // MARK: Fitting and asking

  private func fit(then question: Question?, of person: OpenPerson) -> [PlainEffect] {
    model == .builtIn ? [.fit(then: question)] : [.estimate(then: question)]
  }

  private func ask(_ text: String) throws -> [PlainEffect] {
    let person = try opened()
    let question = try Self.question(text, of: person.user)
    return person.stored == nil ? fit(then: question, of: person) : [.ask(question)]
  }

  /// The question of some lines. Of a task with options the lines behind the first are options,
  /// with or without their letters.
  static func question(_ text: String, of user: User) throws -> Question {
    var (stem, options) = (text, [String]())
    if case .options = user.task.answers, SurveyQuestion(query: text).options.isEmpty {
      let lines = text.split(whereSeparator: \.isNewline).map(String.init)
      stem = lines.first ?? text
      options = lines.dropFirst().map { line in
        let line = line.trimmingWhitespace()
        return line.hasPrefix("--option ") ? String(line.dropFirst(9)) : line
      }
      if options.count < 2 {
        throw CommandFailure.usage(
          (QueryCheck.complaint(text, answers: user.task.answers) ?? "")
            + " A backslash at the end of a line goes on to the next.")
      }
    }
    return try Question(stem, options: options, expected: nil, of: user)
  }

  private func askTest(_ number: String) throws -> [PlainEffect] {
    let person = try opened()
    guard let number = Int(number), person.user.test.indices.contains(number - 1) else {
      throw CommandFailure.usage(
        "\(presented(person).name) has \(Count.of(person.user.test.count, "test item")), "
          + "and none with the number '\(number)'.")
    }
    let item = person.user.test[number - 1]
    let question = Question(query: item.query, expected: item.response)
    return person.stored == nil ? fit(then: question, of: person) : [.ask(question)]
  }

  private func answered() throws -> AskRecord {
    guard let record else {
      throw CommandFailure.usage("Nothing was asked yet. ask and a text asks.")
    }
    return record
  }

  private func reasoning(of record: AskRecord) -> [String] {
    Spoken.path(
      PathView(
        path: record.answer.path, features: record.answer.features,
        factors: record.stored.model.factors, audit: record.answer.audit))
  }

  private func sum(of record: AskRecord) -> [String] {
    guard let table = EvidenceTable(answer: record.answer) else {
      return ["This model is no sum; reasoning tells what it says."]
    }
    return Spoken.sum(table, answers: record.stored.model.task.answers)
  }

  private func query(of record: AskRecord) -> [String] {
    let answer = record.answer
    return Spoken.lines(
      ["query       \(answer.query)"]
    ) + Spoken.features(answer.features, in: record.stored.model)
      + Spoken.lines(["stages      \(AnswerReport.timings(of: answer))"])
  }

  private func calls(of record: AskRecord, showsReplies: Bool) -> [String] {
    let calls = record.answer.exchanges ?? []
    guard !calls.isEmpty else {
      return ["No language model was called: the built-in model answers without one."]
    }
    let width = OutputChannel.readingWidth
    let page =
      showsReplies
      ? CallPages.replies(calls, before: 0, width: width, glyphs: .ascii)
      : CallPages.prompts(calls, before: 0, width: width, glyphs: .ascii)
    return page.map { $0.map(\.text).joined() }.filter { !$0.isEmpty }
  }

  // MARK: Undo

  private mutating func apply(_ change: Journal.Change, forward: Bool) -> [PlainEffect] {
    switch change {
    case .filter(let from, let to):
      filter = forward ? to : from
      return [.say(listUsers())]
    case .order(let from, let to):
      order = forward ? to : from
      return [.say(["sorted by \(order.rawValue)"] + listUsers())]
    case .theme: return []
    case .model(let from, let to):
      model = forward ? to : from
      return [.say(["\(model.title) fits and answers from now on."])]
    case .deletion(let run, let id, let user):
      return forward ? [.delete(id, isAgain: true)] : [.restore(run, id: id, user: user)]
    }
  }
}
