internal import Intake
internal import RPM

/// A line whose answers were checked, ready to be stored.
struct ResolvedLine {
  var task: TaskDefinition
  var history: [Interaction]
  var test: [Interaction]

  /// Checks a line against what the library knows of the user, `nil` for a new one.
  ///
  /// Labels belong to the user within the task: a line may add labels, and one that names none
  /// takes those that are known.
  init(_ line: UserLine, known: TaskDefinition?) throws(UserLine.Mistake) {
    let line = Self.withOptionLines(line, known: known?.answers)
    let answers = try Self.answers(line, known: known?.answers)
    task = TaskDefinition(
      name: line.task,
      instruction: line.instruction ?? known?.instruction
        ?? DefaultInstruction.text(for: answers), answers: answers)
    history = try Self.items(line.history, answers: answers)
    test = try Self.items(line.test, answers: answers)
  }

  private static func answers(
    _ line: UserLine, known: AnswerSpace?
  ) throws(UserLine.Mistake) -> AnswerSpace {
    let wayOut = "use another task name, or --replace to start this user over"
    switch (line.labels, known) {
    case (.closed(let labels), nil):
      return space(labels, ordered: line.ordered)
    case (.closed(let labels), .labels(let old, let ordered)):
      let isSuperset = Set(labels).isSuperset(of: old)
      let merged = isSuperset ? labels : old + labels.filter { !old.contains($0) }
      if merged == old, line.ordered == nil { return .labels(old, ordered: ordered) }
      // What a line once said of the order holds for the labels that are added, too.
      let isAsUsual = ordered == areIntegers(old)
      return space(merged, ordered: line.ordered ?? (isAsUsual ? nil : ordered))
    case (.closed, .options), (.closed, .open):
      throw UserLine.Mistake("labels is a list, and this user has answers without one; \(wayOut)")
    case (.absent, .labels(let labels, let ordered)):
      return .labels(labels, ordered: ordered)
    case (.none, .labels):
      throw UserLine.Mistake("labels is null, and this user has a closed set of labels; \(wayOut)")
    case (.none, .options), (.absent, .options):
      return .options
    case (.absent, nil) where line.shown?.labels != nil:
      return line.shown?.space ?? .open
    case (.none, .open), (.absent, .open), (.none, nil), (.absent, nil):
      let items = line.history + line.test
      // Where nobody says so, the queries do: each prints options, and the response is one of them.
      let hasOptions =
        items.contains { $0.options?.isEmpty == false }
        || known == nil && !items.isEmpty && items.allSatisfy(printsItsAnswer)
      guard hasOptions else { return .open }
      if known == .open {
        throw UserLine.Mistake("there are options, and this user has free answers; \(wayOut)")
      }
      return .options
    }
  }

  /// A line whose queries all print their options, in whatever way they are lettered, with the usual
  /// option lines and the letters of the responses.
  private static func withOptionLines(_ line: UserLine, known: AnswerSpace?) -> UserLine {
    if case .closed = line.labels { return line }
    let items = line.history + line.test
    guard known == nil || known == .options, !items.isEmpty,
      items.allSatisfy({ $0.options?.isEmpty != false })
    else { return line }
    var settled: [UserLine.Item] = []
    for var item in items {
      guard let found = OptionLines.settled(query: item.query, response: item.response) else {
        return line
      }
      // What is in the usual form stays to the byte.
      if !printsItsAnswer(item) { item.query = found.query }
      item.response = found.letter
      settled.append(item)
    }
    var line = line
    let count = line.history.count
    line.history = Array(settled[..<count])
    line.test = Array(settled[count...])
    return line
  }

  private static func printsItsAnswer(_ item: UserLine.Item) -> Bool {
    let question = SurveyQuestion(query: item.query)
    return question.options.count > 1 && question.index(of: item.response) != nil
  }

  /// Labels that are all integers form a scale, lowest first, unless the line says otherwise.
  private static func space(_ labels: [String], ordered: Bool?) -> AnswerSpace {
    guard areIntegers(labels), ordered != false else {
      return .labels(labels, ordered: ordered ?? false)
    }
    let integers = labels.map { Int($0) ?? 0 }
    // "01" and "1" are two labels; they stay as the line has them.
    let order = labels.indices.sorted { (integers[$0], $0) < (integers[$1], $1) }
    return .labels(order.map { labels[$0] }, ordered: true)
  }

  private static func areIntegers(_ labels: [String]) -> Bool {
    labels.allSatisfy { Int($0) != nil }
  }

  private static func items(
    _ items: [UserLine.Item], answers: AnswerSpace
  ) throws(UserLine.Mistake) -> [Interaction] {
    var result: [Interaction] = []
    result.reserveCapacity(items.count)
    let labels = Set(answers.labels)
    for item in items {
      switch answers {
      case .labels:
        result.append(try labelled(item, labels: labels, inOrder: answers.labels))
      case .options:
        result.append(try withOptions(item))
      case .open:
        result.append(
          Interaction(
            query: item.query, response: item.response, date: item.date, options: item.options,
            extra: item.extra))
      }
    }
    return result
  }

  private static func labelled(
    _ item: UserLine.Item, labels: Set<String>, inOrder: [String]
  ) throws(UserLine.Mistake) -> Interaction {
    let trimmed = item.response.trimmingWhitespace()
    // `4.0` is 4, and `Yes` is yes where there is no other.
    func spelled() -> String? {
      AnswerForm(.labels(inOrder, isOrdered: false)).label(of: trimmed)
    }
    guard let response = [item.response, trimmed].first(where: labels.contains) ?? spelled() else {
      throw UserLine.Mistake(
        "\(item.place).response \"\(item.response)\" is none of the labels \(list(inOrder))")
    }
    return Interaction(
      query: item.query, response: response, date: item.date, options: item.options,
      extra: item.extra)
  }

  /// `options` names letters that the query prints, or texts, which are printed if the query does
  /// not. The response becomes a letter.
  private static func withOptions(
    _ item: UserLine.Item
  ) throws(UserLine.Mistake) -> Interaction {
    var query = item.query
    var printed = SurveyQuestion(query: query)
    let given = (item.options ?? []).map {
      $0.split(whereSeparator: \.isNewline).joined(separator: " ").trimmingWhitespace()
    }
    let letters: [String]
    if given.isEmpty {
      guard !printed.options.isEmpty else {
        throw UserLine.Mistake(
          "\(item.place) has no options, and its query ends with no lines \"A. …\"")
      }
      letters = printed.options.map(\.letter)
    } else if isLetters(given), prints(given, query) {
      letters = given
    } else if !printed.options.isEmpty {
      guard given == printed.options.map(\.text) || given == printed.options.map(\.letter) else {
        throw UserLine.Mistake("\(item.place).options differ from those its query prints")
      }
      letters = printed.options.map(\.letter)
    } else {
      guard (2...26).contains(given.count), given.allSatisfy({ !$0.isEmpty }) else {
        throw UserLine.Mistake("\(item.place).options must be 2 to 26 texts, none of them empty")
      }
      query = SurveyQuestion.query(stem: query, options: given)
      printed = SurveyQuestion(query: query)
      guard printed.options.count == given.count else {
        throw UserLine.Mistake("\(item.place).query ends with lines that look like options")
      }
      letters = printed.options.map(\.letter)
    }
    let response: String
    if letters.contains(item.response.trimmingWhitespace()) {
      response = item.response.trimmingWhitespace()
    } else if let index = printed.index(of: item.response) {
      response = printed.options[index].letter
    } else {
      throw UserLine.Mistake(
        "\(item.place).response \"\(item.response)\" is none of the options \(list(letters))")
    }
    return Interaction(
      query: query, response: response, date: item.date, options: letters, extra: item.extra)
  }

  private static func isLetters(_ options: [String]) -> Bool {
    options.allSatisfy { $0.utf8.count == 1 && ("A"..."Z").contains($0) }
  }

  /// Whether every letter begins a line of the query.
  private static func prints(_ letters: [String], _ query: String) -> Bool {
    let lines = query.split(whereSeparator: \.isNewline)
    return letters.allSatisfy { letter in lines.contains { $0.hasPrefix(letter + ". ") } }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(15).joined(separator: ", ") + (names.count > 15 ? ", …" : "")
  }
}
