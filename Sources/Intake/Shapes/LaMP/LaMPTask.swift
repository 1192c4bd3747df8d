/// The tasks of LaMP: what a profile holds, and how the input words the question (Salemi et al.).
enum LaMPTask: String, CaseIterable {
  /// Which of two references belongs to a paper.
  case citations = "lamp1"
  /// Films and their tags.
  case tags = "lamp2"
  /// Articles and their categories, which was the second task at first.
  case categories = "lamp2-news"
  /// Reviews and their stars.
  case stars = "lamp3"
  /// Articles and their headlines.
  case headlines = "lamp4"
  /// Papers and their titles.
  case titles = "lamp5"
  /// Emails and their subjects.
  case subjects = "lamp6"
  /// Tweets.
  case tweets = "lamp7"

  /// The labels of LaMP-2.
  static let tagLabels = [
    "sci-fi", "based on a book", "comedy", "action", "twist ending", "dystopia", "dark comedy",
    "classic", "psychology", "fantasy", "romance", "thought-provoking", "social commentary",
    "violence", "true story",
  ]
  private static let categoryLabels = [
    "women", "religion", "politics", "style & beauty", "entertainment", "culture & arts", "sports",
    "science & technology", "travel", "business", "crime", "education", "healthy living", "parents",
    "food & drink",
  ]

  /// What LaMP calls it.
  var title: String { self == .categories ? "LaMP-2N" : "LaMP-\(rawValue.suffix(1))" }

  /// The task that outputs name: `LaMP_3`, `LaMP-3`, `lamp3`; `LaMP_2N` is the one of news.
  init?(named name: String) {
    let letters = name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard letters.hasPrefix("lamp") else { return nil }
    switch letters.dropFirst(4) {
    case "1": self = .citations
    case "2", "2m": self = .tags
    case "2n", "2news": self = .categories
    case "3": self = .stars
    case "4": self = .headlines
    case "5": self = .titles
    case "6": self = .subjects
    case "7": self = .tweets
    default: return nil
    }
  }

  /// The fields of a profile that hold query and response.
  ///
  /// Papers of LaMP-1 answer no question of their kind, and tweets none at all: a paper stands with
  /// its abstract and title, a tweet for what was asked and what was said.
  var fields: (query: String, response: String) {
    switch self {
    case .citations, .titles: ("abstract", "title")
    case .tags: ("description", "tag")
    case .categories: ("text", "category")
    case .stars: ("text", "score")
    case .headlines, .subjects: ("text", "title")
    case .tweets: ("text", "text")
    }
  }

  /// Whether a profile entry of these keys is of this task and, as far as keys tell, of no task
  /// that has more of them.
  func has(keys: Set<String>) -> Bool {
    guard keys.contains(fields.query), keys.contains(fields.response) else { return false }
    return switch self {
    case .citations, .tags, .categories, .stars, .titles: true
    case .headlines, .subjects: !keys.contains("category") && !keys.contains("score")
    case .tweets: keys.isDisjoint(with: ["title", "category", "score", "subject"])
    }
  }

  /// Whether no other task has such a profile.
  var isToldByProfile: Bool {
    switch self {
    case .tags, .categories, .stars: true
    case .citations, .headlines, .titles, .subjects, .tweets: false
    }
  }

  /// Words of the input that tell the task, small; the first found counts.
  private var wordings: [String] {
    switch self {
    case .citations: ["which reference is related"]
    case .tags: ["description:"]
    case .categories: ["which category", "categories:"]
    case .stars: ["review:"]
    case .headlines: ["headline for the following", "article:"]
    case .titles: ["abstract of a paper", "paper:"]
    case .subjects: ["subject for the following", "email:"]
    case .tweets: ["the following tweet", "tweet:"]
    }
  }

  /// Where the words stand that tell the task; the text that is asked about comes behind them.
  func wording(in input: String) -> String.Index? {
    wordings.compactMap { input.place(of: $0)?.lowerBound }.min()
  }

  /// What stands before the text that is asked about.
  var marker: String {
    switch self {
    case .citations: "with the title"
    case .tags: "description:"
    case .stars: "review:"
    case .categories, .headlines: "article:"
    case .titles: "paper:"
    case .subjects: "email:"
    case .tweets: ":"
    }
  }

  var template: TaskTemplate {
    TaskTemplate(name: rawValue, instruction: instruction, answers: answers)
  }

  private var instruction: String {
    switch self {
    case .citations:
      "Which of the two references, [1] or [2], belongs to this author's paper? "
        + "Answer with [1] or [2] only."
    case .tags: "Which of the tags does this user give to the film? Answer with the tag only."
    case .categories:
      "Which of the categories does this author give the article? Answer with the category only."
    case .stars:
      "How many stars, 1 to 5, does this user give to the product? Answer with the number only."
    case .headlines:
      "Which headline does this author give the article? Answer with the headline only."
    case .titles:
      "Which title does this author give to the paper with this abstract? Answer with the title "
        + "only."
    case .subjects: "Which subject does this person give the email? Answer with the subject only."
    case .tweets: "How does this person say this in a tweet? Answer with the tweet only."
    }
  }

  private var answers: TaskTemplate.Answers {
    switch self {
    case .tags: .labels(Self.tagLabels)
    case .categories: .labels(Self.categoryLabels)
    case .stars: .scale(RatingScale.stars.labels)
    case .citations, .headlines, .titles, .subjects, .tweets: .open
    }
  }

  /// The answer as it is stored: `"5.0"` is 5 stars, `2` the second reference.
  /// - Throws: that it is none of the labels.
  func response(_ text: String) throws(RecordMistake) -> String {
    let text = text.trimmed
    switch answers {
    case .labels(let labels) where !labels.contains(text):
      throw RecordMistake("\"\(text.prefix(60))\" is none of the labels")
    case .scale:
      guard let label = RatingScale.stars.label(of: text) else {
        throw RecordMistake("\"\(text.prefix(60))\" is none of the labels")
      }
      return label
    default: break
    }
    guard self == .citations else { return text }
    guard ["1", "2", "[1]", "[2]"].contains(text) else {
      throw RecordMistake("\"\(text.prefix(60))\" is neither [1] nor [2]")
    }
    return text.count == 1 ? "[\(text)]" : text
  }
}
