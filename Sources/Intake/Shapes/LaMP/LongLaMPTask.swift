internal import RPM

/// The tasks of LongLaMP, which asks for long texts (Kumar et al.).
enum LongLaMPTask: String, CaseIterable {
  case emails = "longlamp-emails"
  case abstracts = "longlamp-abstracts"
  case reviews = "longlamp-reviews"
  case topics = "longlamp-topics"

  /// The task of a record: by the wording of its input, or else by the fields of its profile that
  /// LaMP's profiles never have.
  init?(of record: Record) {
    let input = record.text("input") ?? ""
    let worded = Self.allCases.first { task in
      task.wordings.contains { input.place(of: $0) != nil }
    }
    var keys: Set<String> = []
    if case .array(let entries)? = try? record.nested("profile") {
      for case .object(let members) in entries.prefix(3) { keys.formUnion(members.map(\.key)) }
    }
    let told = Self.allCases.first { task in
      task != .abstracts && task != .emails && keys.contains(task.fields.response)
        && keys.contains(task.fields.query)
    }
    // A text that is asked about may hold such words by chance.
    let possible = worded.flatMap { keys.isEmpty || keys.contains($0.fields.response) ? $0 : nil }
    guard let task = told ?? possible else { return nil }
    self = task
  }

  private var wordings: [String] {
    switch self {
    case .emails: ["generate an email", "write an email", "email with the subject"]
    case .abstracts: ["generate an abstract for the title"]
    case .reviews: ["generate the review text"]
    case .topics: ["content for a reddit post", "content for the reddit post"]
    }
  }

  /// The fields of a profile that hold query and response.
  var fields: (query: String, response: String) {
    switch self {
    case .emails: ("title", "text")
    case .abstracts: ("title", "abstract")
    case .reviews: ("description", "reviewText")
    case .topics: ("summary", "content")
    }
  }

  /// The column that names the person.
  var people: [String] {
    switch self {
    case .emails: ["user_id", "sender", "author", "name"]
    case .abstracts: ["name", "user_id", "author"]
    case .reviews: ["reviewerId", "reviewerID", "user_id"]
    case .topics: ["author", "user_id", "name"]
    }
  }

  var template: TaskTemplate {
    let instruction =
      switch self {
      case .emails: "Write the email with this subject as this person would."
      case .abstracts: "Write the abstract of the paper with this title as this author would."
      case .reviews:
        "Write the review of the product, with these stars and this summary, as this person would."
      case .topics: "Write the post with this summary as this person would."
      }
    return TaskTemplate(name: rawValue, instruction: instruction, answers: .open)
  }

  /// What is asked in the input, in the form of the past queries where it is worded as usual.
  func query(in input: String) -> String {
    let input = input.trimmingWhitespace()
    switch self {
    case .abstracts:
      guard let marker = input.place(of: "for the title") else {
        return input
      }
      let rest = input[marker.upperBound...].trimmingWhitespace()
      guard let items = rest.place(of: "using the following items:") else {
        return Self.unquoted(rest)
      }
      return Self.unquoted(rest[..<items.lowerBound]) + "\n"
        + rest[items.upperBound...].trimmingWhitespace()
    case .reviews:
      guard let rating = input.place(of: "overall rating of"),
        let product = input.place(of: "for a product with description"),
        let summary = input.place(of: "The summary of the review text is"),
        rating.upperBound <= product.lowerBound, product.upperBound <= summary.lowerBound
      else { return input }
      return Self.review(
        description: Self.unquoted(input[product.upperBound..<summary.lowerBound]),
        stars: Self.unquoted(input[rating.upperBound..<product.lowerBound]),
        summary: Self.unquoted(input[summary.upperBound...]))
    case .topics:
      guard let marker = input.place(of: "reddit post") else {
        return input
      }
      let rest = Self.unquoted(input[marker.upperBound...])
      return rest.isEmpty ? input : rest
    case .emails:
      guard let marker = input.firstIndex(of: ":") else { return input }
      let rest = Self.unquoted(input[input.index(after: marker)...])
      return rest.isEmpty ? input : rest
    }
  }

  /// What was asked when an entry of a profile was written.
  /// - Throws: what is wrong with a field.
  func query(of entry: Record) throws(RecordMistake) -> String {
    guard self == .reviews else {
      return try entry.filledText(fields.query).trimmed
    }
    return Self.review(
      description: try entry.filledText("description").trimmed,
      stars: try entry.optionalText("overall"), summary: try entry.optionalText("summary"))
  }

  private static func review(description: String, stars: String?, summary: String?) -> String {
    var lines = [description]
    if let stars { lines.append("Stars: \(RatingScale.stars.label(of: stars) ?? stars)") }
    if let summary, !summary.isEmpty { lines.append("Summary: \(summary.trimmingWhitespace())") }
    return lines.joined(separator: "\n")
  }

  private static func unquoted(_ text: some StringProtocol) -> String {
    text.trimming { $0.isWhitespace || $0 == "\"" || $0 == ":" || $0 == "." }
  }
}
