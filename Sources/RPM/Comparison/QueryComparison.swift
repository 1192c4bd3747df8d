/// One query answered in several ways, side by side: as several users, by several methods or by
/// several models.
public struct QueryComparison: Sendable, Hashable, Codable {
  /// What the columns are.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// The same question asked as several people.
    case users
    /// One person, by several methods.
    case methods
    /// One person, through several models.
    case models
  }

  /// A factor that an answer rests on.
  public struct DecidingFactor: Sendable, Hashable, Codable {
    /// Its name.
    public var factor: String
    /// How the log-odds of the answer against its runner-up change without it, run again, in nats:
    /// below 0 where it spoke for the answer. `nil` where it is only cited.
    public var total: Double?
    /// Whether the answer is another one without it.
    public var flips: Bool
    /// Whether a step of the path names it.
    public var isCited: Bool

    /// Creates a factor.
    public init(factor: String, total: Double? = nil, flips: Bool = false, isCited: Bool) {
      self.factor = factor
      self.total = total
      self.flips = flips
      self.isCited = isCited
    }
  }

  /// A step of a path, with its factor's name.
  public struct Step: Sendable, Hashable, Codable {
    /// The factor it rests on, `nil` for none.
    public var factor: String?
    /// What it quotes.
    public var evidence: String
    /// What follows.
    public var effect: String

    /// Creates a step.
    public init(factor: String?, evidence: String, effect: String) {
      self.factor = factor
      self.evidence = evidence
      self.effect = effect
    }
  }

  /// One way of answering.
  public struct Column: Sendable, Hashable, Codable {
    /// The user, the method or the model.
    public var name: String
    /// Further words, such as the version of the factor model; may be empty.
    public var detail: String
    /// The answer, `nil` where there is none.
    public var answer: String?
    /// The answer as a person reads it: an option with its text.
    public var answerText: String?
    /// The model's probability of it, where it gives one.
    public var confidence: Double?
    /// Whether hardly anything but the prior spoke.
    public var hasLittleEvidence = false
    /// The factors that decide, the strongest first: those whose mask matters where masks were run,
    /// those that the path cites otherwise.
    public var deciding: [DecidingFactor] = []
    /// Whether masks were run.
    public var isMasked = false
    /// What was retrieved.
    public var examples: [RetrievedExample] = []
    /// The path.
    public var steps: [Step] = []
    /// What the audit of the path found wrong; `nil` where there is no path.
    public var findings: Int?
    /// Why there is no answer.
    public var failure: String?
    /// What was used of a language model, `nil` where none was asked.
    public var usage: Usage?

    /// Creates a column with nothing but an answer, or none.
    public init(name: String, detail: String = "", answer: String? = nil, failure: String? = nil) {
      self.name = name
      self.detail = detail
      self.answer = answer
      answerText = answer
      self.failure = failure
    }
  }

  /// What columns are compared in.
  public enum Aspect: String, Sendable, Hashable, Codable, CaseIterable {
    /// The answer.
    case answer
    /// How sure it is.
    case confidence
    /// The factors that decide.
    case deciding
    /// The retrieved examples.
    case examples
    /// The path.
    case steps
  }

  /// One aspect over all columns.
  public struct Row: Sendable, Hashable, Codable {
    /// The aspect.
    public var aspect: Aspect
    /// The lines of each column; empty where it has nothing of the kind.
    public var cells: [[String]]
    /// Whether each column differs from the reference.
    public var differs: [Bool]
  }

  /// What the columns are.
  public var kind: Kind
  /// The task of the users.
  public var task: String
  /// What was asked.
  public var query: String
  /// The ways of answering, as they were named.
  public var columns: [Column]
  /// The column that the others are compared with: the first of those that give the commonest
  /// answer; `nil` where nobody answers.
  public var reference: Int?
  /// The aspects in which any column says something.
  public var rows: [Row]

  /// Compares columns.
  public init(kind: Kind, task: String, query: String, columns: [Column]) {
    self.kind = kind
    self.task = task
    self.query = query
    self.columns = columns
    let reference = Self.reference(of: columns)
    self.reference = reference
    rows = Aspect.allCases.compactMap { aspect in
      let cells = columns.map { Self.lines(of: aspect, in: $0, kind: kind) }
      guard cells.contains(where: { !$0.isEmpty }) else { return nil }
      return Row(
        aspect: aspect, cells: cells,
        differs: cells.map { cell in reference.map { cell != cells[$0] } ?? false })
    }
  }

  /// Each answer with the columns that give it: the commonest first, then in the order of columns.
  public var answers: [(answer: String, columns: [Int])] {
    let groups = Dictionary(
      grouping: columns.indices.filter { columns[$0].answer != nil },
      by: { columns[$0].answer ?? "" })
    return groups.map { (answer: $0.key, columns: $0.value) }.sorted {
      ($1.columns.count, $0.columns[0]) < ($0.columns.count, $1.columns[0])
    }
  }

  /// The columns whose answer is not that of the reference, those without an answer included.
  public var dissenting: [Int] {
    guard let reference else { return Array(columns.indices) }
    return columns.indices.filter { columns[$0].answer != columns[reference].answer }
  }

  /// The rows in which any column differs from the reference.
  public var differences: [Row] { rows.filter { $0.differs.contains(true) } }

  private static func reference(of columns: [Column]) -> Int? {
    var counts: [String: Int] = [:]
    for column in columns { column.answer.map { counts[$0, default: 0] += 1 } }
    let most = counts.values.max()
    return columns.firstIndex { $0.answer.map { counts[$0] == most } ?? false }
  }

  private static func lines(of aspect: Aspect, in column: Column, kind: Kind) -> [String] {
    switch aspect {
    case .answer:
      return column.answer.map { [column.answerText ?? $0] } ?? []
    case .confidence:
      return column.confidence.map { [Quotation.share($0)] } ?? []
    case .deciding:
      return column.deciding.map(\.text)
    case .examples:
      return column.examples.map { example in
        let item = "item \(example.interaction + 1)"
        // Items of different people are different things under the same number.
        return kind == .users ? "\(item), \(example.answer)" : item
      }
    case .steps:
      return column.steps.map { step in
        [step.factor.map { "[\($0)]" } ?? "", step.evidence, step.effect]
          .filter { !$0.isEmpty }.joined(separator: " ")
      }
    }
  }
}

extension QueryComparison.DecidingFactor {
  /// In words: `thin plot -.48, flips`.
  public var text: String {
    let change = total.map { total in
      let size = Quotation.share(total)
      return " \(size.hasPrefix("-") ? "" : "+")\(size)"
    }
    return factor + (change ?? "") + (flips ? ", flips" : "")
  }
}
