/// Which columns hold what, guessed by their names and what is in them.
package struct RoleGuess: Sendable {
  /// The roles; what was given stays as it is.
  package var roles: ColumnRoles
  /// What is not sure.
  package var doubts: [IntakeDoubt] = []

  /// A candidate for a role.
  private struct Candidate {
    var name: String
    var score: Double
    /// How surely its name says the role.
    var named: Double
  }

  /// Guesses what was not given.
  /// - Parameter given: roles with columns that are there.
  package init(_ survey: ColumnSurvey, given: ColumnRoles) {
    var guess = ColumnRoles()
    var taken = given.columns
    func best(_ role: ColumnRole, _ fit: (ColumnFinding) -> Double) -> [Candidate] {
      survey.columns.filter { !taken.contains($0.name) }.map { column in
        let name = ColumnNames.role(of: column.name)
        let named = name?.role == role ? name?.certainty ?? 0 : 0
        // A name that says another role speaks against this one.
        let rival = name != nil && name?.role != role ? name?.certainty ?? 0 : 0
        let other = rival >= 0.75 ? rival : rival / 3
        // An empty one is last, so that it is named as what is wrong.
        let score = column.filled > 0 ? 2 * named - 1.2 * other + fit(column) : -9
        return Candidate(name: column.name, score: score, named: named)
      }.sorted { $0.score > $1.score }
    }
    let rows = Double(max(1, survey.rows))
    let isSmall = survey.rows < 10
    // Where no column has a name, what is in them is all there is.
    let hasNames = !survey.columns.allSatisfy { $0.name.hasPrefix("column ") }

    if given.date == nil, !given.absent.contains(.date),
      let column = best(.date, { Self.dateFit($0, rows) }).first(where: { $0.score > 1 })
    {
      guess.date = column.name
      taken.insert(column.name)
    }
    // The response before the person: stars come from few hands, too.
    var responses: [Candidate] = []
    if given.response == nil, !given.absent.contains(.response) {
      responses = best(.response) { Self.responseFit($0, rows) }
      if let first = responses.first(where: { $0.score > 0.7 }) ?? Self.emptied(responses) {
        guess.response = first.name
        taken.insert(first.name)
      }
    }
    var users: [Candidate] = []
    if given.user == nil, !given.absent.contains(.user) {
      users = best(.user) { Self.userFit($0, rows, isSmall: isSmall) }
      let found = users.first.flatMap {
        $0.score > ($0.named > 0 ? 0.5 : hasNames ? 0.9 : 0.6) ? $0 : nil
      }
      if let first = found ?? Self.emptied(users) {
        guess.user = first.name
        taken.insert(first.name)
      }
    }
    for role in [ColumnRole.options, .task, .instruction, .labels] {
      let isGiven =
        switch role {
        case .options: !given.options.isEmpty
        case .task: given.task != nil
        case .labels: given.labels != nil || given.labelsColumn != nil
        default: given.instruction != nil
        }
      if isGiven || given.absent.contains(role) { continue }
      let found = best(role) { role == .options && $0.lists > 0 ? 0.5 : 0 }.first {
        $0.named > 0.5 && (role != .task || survey[$0.name].map { $0.distinct <= 50 } ?? false)
      }
      guard let found else { continue }
      taken.insert(found.name)
      switch role {
      case .options: guess.options = [found.name]
      case .task: guess.task = .column(found.name)
      case .labels: guess.labelsColumn = found.name
      default: guess.instruction = .column(found.name)
      }
    }
    if given.options.isEmpty, guess.options.isEmpty, !given.absent.contains(.options) {
      guess.options = Self.lettered(survey, taken: taken)
      taken.formUnion(guess.options)
    }
    var queries: [Candidate] = []
    if given.query.isEmpty, !given.absent.contains(.query) {
      queries = best(.query) { Self.queryFit($0, rows) }
      guess.query = Self.query(queries, survey)
    }
    roles = given.filled(from: guess)
    tellDoubts(given: given, users: users, responses: responses, queries: queries, survey)
  }

  private mutating func tellDoubts(
    given: ColumnRoles, users: [Candidate], responses: [Candidate], queries: [Candidate],
    _ survey: ColumnSurvey
  ) {
    let columns = "the columns are \(ColumnRoles.list(survey.columns.map(\.name)))"
    func doubt(
      _ subject: IntakeDoubt.Subject, _ what: String, _ chosen: String?, _ others: [Candidate],
      none: String
    ) {
      let flag = "--\(subject.rawValue) COLUMN"
      guard let chosen else {
        doubts.append(IntakeDoubt(about: subject, none, wayOut: "\(flag) names it; \(columns)"))
        return
      }
      let named = others.first { $0.name == chosen }?.named ?? 0
      let rival = others.first {
        // What is taken as well is no rival.
        $0.name != chosen && !(subject == .query && roles.query.contains($0.name))
          && $0.named >= named && $0.named > 0.5
          && (others.first?.score ?? 0) - $0.score < ($0.named >= 0.9 ? 0.5 : 0.25)
      }
      if let rival {
        doubts.append(
          IntakeDoubt(
            about: subject, "\(what) may be \(chosen) or \(rival.name); \(chosen) is taken",
            wayOut: "\(flag) says it"))
      } else if named < 0.55 {
        doubts.append(
          IntakeDoubt(
            about: subject, "\(what) seems to be \(chosen), by what is in it",
            wayOut: "\(flag) says it"))
      }
    }
    if given.user == nil, !given.absent.contains(.user) {
      doubt(
        .user, "who answers", roles.user, users,
        none: "no column says who answers: all rows are taken as one person's")
    }
    if given.response == nil {
      doubt(
        .response, "the response", roles.response, responses, none: "no column holds the response")
    }
    if given.query.isEmpty {
      doubt(.query, "the query", roles.query.last, queries, none: "no column holds the query")
    }
  }

  /// A column whose name says the role, and whose cells are all empty.
  private static func emptied(_ candidates: [Candidate]) -> Candidate? {
    candidates.first { $0.score == -9 && $0.named >= 0.75 }
  }

  private static func dateFit(_ column: ColumnFinding, _ rows: Double) -> Double {
    guard column.holdsDates else { return -2 }
    // Years and small numbers are dates only by name.
    let isPlain = column.isNumeric && column.meanLength < 8
    return isPlain ? -0.5 : 1.2
  }

  private static func responseFit(_ column: ColumnFinding, _ rows: Double) -> Double {
    var fit = 0.0
    if column.holdsDates, !column.isNumeric { fit -= 2 }
    if column.lists > 0 { fit -= 1 }
    if let values = column.values {
      let isFew = Double(values.count) <= max(2, rows / 2) && values.count <= 30
      if isFew { fit += 0.4 }
      let numbers = values.keys.compactMap { AnswerNumber($0)?.value }
      if numbers.count == values.count, values.count > 1, let low = numbers.min(),
        let high = numbers.max(), high - low <= 10, low >= -5, high <= 10
      {
        fit += 0.5
      }
      if values.count == 1 { fit -= 0.4 }
    }
    if column.isNumeric, column.values == nil { fit -= 0.5 }
    fit -= 0.5 * (1 - Double(column.filled) / rows)
    return fit
  }

  private static func userFit(_ column: ColumnFinding, _ rows: Double, isSmall: Bool) -> Double {
    var fit = 0.0
    let share = Double(column.distinct) / rows
    if column.meanLength > 60 { fit -= 2 }
    if column.holdsDates, !column.isNumeric { fit -= 2 }
    if !isSmall, share > 0.9 { fit -= 2.5 }
    if column.lists > 0 { fit -= 2 }
    if Double(column.filled) < 0.9 * rows { fit -= 1 }
    if share <= 0.5 { fit += 0.3 }
    if let values = column.values {
      if values.keys.contains(where: {
        AnswerNumber($0).map { $0.value != $0.value.rounded() } ?? false
      }) {
        fit -= 1
      }
      // Texts or long numbers that come again, of at least a few hands.
      if !column.isNumeric, values.count > 1, share <= 0.5, column.meanLength <= 40 { fit += 0.4 }
    } else if share <= 0.5, column.meanLength <= 40 {
      fit += 0.6
    }
    return fit
  }

  private static func queryFit(_ column: ColumnFinding, _ rows: Double) -> Double {
    var fit = min(1, column.meanLength / 100)
    if column.isNumeric { fit -= 1.5 }
    if column.holdsDates { fit -= 2 }
    if column.lists > 0 { fit -= 1 }
    if column.distinct <= 1, rows > 1 { fit -= 1 }
    if Double(column.phrases) > 0.5 * Double(column.filled) { fit += 0.4 }
    fit += 0.3 * min(1, Double(column.distinct) / rows)
    // Addresses and ids have no space in them.
    if column.phrases == 0, column.meanLength > 15 { fit -= 0.7 }
    return fit
  }

  /// Columns by the name of a title and of a text, in the order of the file, or the best one.
  private static func query(_ candidates: [Candidate], _ survey: ColumnSurvey) -> [String] {
    let named = candidates.filter { $0.named >= 0.55 && $0.score > 1.1 }.prefix(3)
    if named.isEmpty {
      return (candidates.first { $0.score > 0.3 } ?? emptied(candidates)).map { [$0.name] } ?? []
    }
    let names = Set(named.map(\.name))
    return survey.columns.map(\.name).filter(names.contains)
  }

  /// `option_a`, `option_b`, … or `A`, `B`, ….
  private static func lettered(_ survey: ColumnSurvey, taken: Set<String>) -> [String] {
    var found: [String] = []
    for column in survey.columns where !taken.contains(column.name) {
      let words = ColumnNames.words(of: column.name)
      guard let last = words.last, let code = last.unicodeScalars.first?.value else { continue }
      let expected = found.count
      let isNext =
        last.count == 1 && (code == 0x61 + UInt32(expected) || code == 0x31 + UInt32(expected))
      let isOption =
        words.count == 1
        ? code >= 0x61 : ["option", "choice", "answer"].contains(words[words.count - 2])
      if isNext, isOption { found.append(column.name) }
    }
    return found.count > 1 ? found : []
  }
}
