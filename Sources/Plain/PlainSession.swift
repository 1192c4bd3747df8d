internal import Actions
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

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
  var listing: PlainListing?
  private(set) var filter = ""
  private(set) var order = UserOrder.task
  /// The model that fits and answers.
  var model = ModelChoice.builtIn
  /// Columns of a line.
  var width = 80
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

  mutating func perform(_ action: Action, _ argument: String) throws -> [PlainEffect] {
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
    case .trace: return [.trace]
    case .matrix: return [.say(try listFactors(all: true, everyLabel: true))]
    case .factorsTab: return [.say(try listFactors(all: false))]
    case .allFactors: return [.say(try listFactors(all: true))]
    case .historyTab: return [.say(try listHistory())]
    case .testsTab: return argument.isEmpty ? [.say(try listTests())] : try askTest(argument)
    case .asksTab: return [.say(try listAsks())]
    case .fit: return try fit(argument)
    case .audit: return try check(.audit)
    case .pastAnswers: return try check(.past)
    case .drift: return try check(.drift)
    case .versions: return try check(.versions)
    case .compare: return try compare(with: argument)
    case .others: return try askOthers()
    case .methods: return [.check(.methods(query: try answered().answer.query))]
    case .evaluate:
      let person = try opened()
      let own = CheckRequest.Other(user: person.id, name: presented(person).name)
      return try check(.evaluation(people: [own]))
    case .whatIf: return try whatIf([])
    case .without:
      return try whatIf([try answered().mask(named: argument)])
    case .editFeature: return try whatIf([try answered().edit(argument).get()])
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
    log.add(Notice(kind: .error, text: text))
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
    return [AnswerReport.head(record.answer, user: name, stored: record.stored)]
      + AnswerReport.result(record.answer, expected: record.expected, answers: answers).spoken
      + reasoning(of: record) + AnswerReport.calls(record.answer)
      + ["sum, query, examples, prompt and raw tell more of this answer"]
  }

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

  /// Asks and fits, newest first.
  mutating func show(_ runs: [TracedRun]) -> [String] {
    let runs = runs.map { run in
      var run = run
      run.userName = name(of: run.user, run.userName)
      return run
    }
    return list(Count.of(runs.count, "run"), runs.map(Spoken.run), runs.map { .run($0) })
  }

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
    isPresenting ? Presenter.pseudonym(of: id) : name
  }

  /// A person under the name that they have here.
  func presented(_ person: OpenPerson) -> User {
    var user = person.user
    user.name = name(of: person.id, user.name)
    return user
  }

  var listed: [ListedUser] {
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

  mutating func list(_ users: [UserSummary]) -> [String] {
    let rows = Spoken.rows(UserTable.of(users), titles: ["n": "interactions"], bare: ["name"])
    let note = filter.isEmpty ? "" : ", filter \(filter)"
    return list(
      "\(Self.people(users.count))\(note)", rows,
      users.map { .user($0.id) })
  }

  mutating func sort(_ name: String) throws -> [PlainEffect] {
    guard let new = name.isEmpty ? order.neighbour(1) : UserOrder(rawValue: name) else {
      let orders = UserOrder.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure.usage("There is no order '\(name)'; there are \(orders).")
    }
    journal.add(.order(from: order, to: new))
    order = new
    return [.say(["sorted by \(new.rawValue)"] + listUsers())]
  }

  /// Opens the only one that a name means; where it means several, they are listed.
  mutating func openUser(named name: String) throws -> [PlainEffect] {
    let found = listed.named(name)
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

  func opened() throws -> OpenPerson {
    guard let person else {
      throw CommandFailure.usage("Nobody is open. user and a name opens somebody.")
    }
    return person
  }

  func head(of person: OpenPerson) -> [String] {
    let isStale = person.stored.map { $0.history != person.user.history } ?? false
    let lines = ModelReport.head(
      user: presented(person), model: person.stored?.model, version: person.stored?.version,
      isStale: isStale, fit: "fit takes it in")
    return lines.spoken
      + (person.stored == nil ? [Self.notFitted] : [])
  }

  static let notFitted = "not fitted: fit makes a model, and ask does so first"

  func fitted() throws -> (OpenPerson, StoredModel) {
    let person = try opened()
    guard let stored = person.stored else {
      throw CommandFailure.usage("\(presented(person).name) has no model yet. fit makes one.")
    }
    return (person, stored)
  }

  // MARK: Undo

  mutating func apply(_ change: Journal.Change, forward: Bool) -> [PlainEffect] {
    switch change {
    // Models are edited on the screen, and by `rationale factors`.
    case .edit: return []
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
