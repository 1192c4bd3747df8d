internal import RPM

/// One question of a LaMP file: who is asked, what, and the profile.
struct LaMPQuestion {
  /// The tasks of LaMP that are read, known by the fields of their profiles.
  enum Kind: CaseIterable {
    /// Films and their tags.
    case tags
    /// Reviews and their stars.
    case stars
    /// Papers and their titles.
    case titles

    var task: String {
      switch self {
      case .tags: "lamp2"
      case .stars: "lamp3"
      case .titles: "lamp5"
      }
    }

    var instruction: String {
      switch self {
      case .tags: "Which of the tags does this user give to the film? Answer with the tag only."
      case .stars:
        "How many stars, 1 to 5, does this user give to the product? Answer with the number only."
      case .titles:
        "Which title does this author give to the paper with this abstract? Answer with the title "
          + "only."
      }
    }

    var labels: UserLine.Labels {
      switch self {
      case .tags: .closed(LaMPQuestion.tags)
      case .stars: .closed(["1", "2", "3", "4", "5"])
      case .titles: .none
      }
    }

    /// The fields of a profile that hold query and response.
    var fields: (query: String, response: String) {
      switch self {
      case .tags: ("description", "tag")
      case .stars: ("text", "score")
      case .titles: ("abstract", "title")
      }
    }

    /// What stands before the query in the input.
    var marker: String {
      switch self {
      case .tags: "description:"
      case .stars: "review:"
      case .titles: "paper:"
      }
    }
  }

  /// The labels of LaMP-2.
  static let tags = [
    "sci-fi", "based on a book", "comedy", "action", "twist ending", "dystopia", "dark comedy",
    "classic", "psychology", "fantasy", "romance", "thought-provoking", "social commentary",
    "violence", "true story",
  ]

  let id: String
  private let user: String?
  private let input: String
  private let profile: [JSONValue]
  private let kind: Kind

  /// Reads a question.
  init(_ value: JSONValue) throws(UserLine.Mistake) {
    guard case .object(let members) = value else {
      throw UserLine.Mistake("this is \(value.kind), not an object")
    }
    let fields = Fields(members, place: "")
    id = try fields.filledText("id")
    user = try fields.text("user_id")
    input = try fields.filledText("input")
    guard case .array(let profile)? = fields["profile"] else {
      throw UserLine.Mistake("id \(id): profile is no list")
    }
    self.profile = profile
    guard let kind = Self.kind(of: profile) else {
      throw UserLine.Mistake(
        "id \(id): the profile is none of LaMP-2 (tag, description), LaMP-3 (score, text) and "
          + "LaMP-5 (title, abstract)")
    }
    self.kind = kind
  }

  private static func kind(of profile: [JSONValue]) -> Kind? {
    for case .object(let members) in profile {
      let keys = Set(members.map(\.key))
      let kind = Kind.allCases.first {
        keys.contains($0.fields.query) && keys.contains($0.fields.response)
      }
      if let kind { return kind }
    }
    return nil
  }

  /// What the user is called: by the file, or by the question where there is no name or it is taken.
  func name(besides taken: Set<String>) -> String {
    guard let user, !user.isEmpty else { return id }
    return taken.contains(user) ? "\(user), question \(id)" : user
  }

  /// The user with history and test item.
  ///
  /// - Parameters:
  ///   - answer: what the file of outputs says, `nil` where it says nothing.
  ///   - hasAnswers: whether there is such a file.
  ///   - unread: gets what had to be left out.
  func line(
    name: String, answer: String?, hasAnswers: Bool, unread: inout [String]
  ) throws(UserLine.Mistake) -> UserLine {
    var test: [UserLine.Item] = []
    if let query, let answer {
      do {
        test = [try item(query: query, response: answer, date: nil, place: "output", extra: nil)]
      } catch {
        unread.append("id \(id): \(error.reason); only its profile is taken")
      }
    } else if hasAnswers {
      let lacking =
        query == nil
        ? "the input has no \"\(kind.marker)\" with a text behind it" : "there is no output"
      unread.append("id \(id): \(lacking); only its profile is taken")
    }
    var history: [UserLine.Item] = []
    for (index, entry) in profile.enumerated() {
      do {
        let item = try item(entry, place: "profile[\(index)]")
        // The answer that is asked for is no part of what is known.
        if item.query != query { history.append(item) }
      } catch {
        unread.append("id \(id): \(error.reason)")
      }
    }
    guard !history.isEmpty || !test.isEmpty else {
      throw UserLine.Mistake("id \(id): nothing in it can be read")
    }
    return UserLine(
      name: name, task: kind.task, instruction: kind.instruction, labels: kind.labels,
      history: history, test: test)
  }

  /// The query within the input: what follows the marker.
  private var query: String? {
    guard let marker = input.range(of: kind.marker) else { return nil }
    let query = String(input[marker.upperBound...]).trimmingWhitespace()
    return query.isEmpty ? nil : query
  }

  private func item(_ entry: JSONValue, place: String) throws(UserLine.Mistake) -> UserLine.Item {
    guard case .object(let members) = entry else {
      throw UserLine.Mistake("\(place) is \(entry.kind), not an object")
    }
    let fields = Fields(members, place: "\(place).")
    let date = try fields.text("date")
    return try item(
      query: try fields.filledText(kind.fields.query).trimmingWhitespace(),
      response: try fields.filledText(kind.fields.response),
      date: date?.isEmpty == true ? nil : date, place: place,
      extra: fields.rest(without: [kind.fields.query, kind.fields.response, "date"]))
  }

  private func item(
    query: String, response: String, date: String?, place: String, extra: String?
  ) throws(UserLine.Mistake) -> UserLine.Item {
    var response = response.trimmingWhitespace()
    if kind == .stars, let number = Double(response), let whole = Int(exactly: number) {
      response = "\(whole)"
    }
    if case .closed(let labels) = kind.labels, !labels.contains(response) {
      throw UserLine.Mistake("\(place): \"\(response)\" is none of the labels")
    }
    return UserLine.Item(
      place: place, query: query, response: response, date: date, options: nil, extra: extra)
  }
}
