/// A place in a prompt that is filled in for each call, written `{{name}}`.
public enum PromptSlot: String, Sendable, Hashable, CaseIterable {
  /// What the person is asked to do, and what may be answered.
  case task
  /// What is asked for, in the words of this kind of answer.
  case guide
  /// The factors that are known, with the statistics where they may be cited.
  case factors
  /// The statistics that belong to this query.
  case statistics
  /// The texts whose features are wanted.
  case queries
  /// The query.
  case query
  /// The answer that the person gave.
  case answer
  /// The features with their ids.
  case features
  /// Groups of features that lie near each other, with their ids.
  case groups
  /// Past queries with features, reasoning and answer.
  case examples
  /// Past answers of other people.
  case others
  /// Two rationales for an answer.
  case rationales
  /// A summary of the person, or a persona.
  case profile
  /// Advice for answering as the person would, or what was tried of it.
  case advice
  /// Whether to think before the answer.
  case manner
  /// How many are wanted.
  case count
  /// What was wrong with the first try.
  case complaint
  /// The form of the reply.
  case form
  /// Why a reply cannot be used.
  case problem

  /// What it is filled with, in words.
  public var meaning: String {
    switch self {
    case .task: "what the person is asked to do, and what may be answered"
    case .guide: "what is asked for, in the words of this kind of answer"
    case .factors: "the factors that are known, with statistics where they may be cited"
    case .statistics: "the statistics that belong to this query"
    case .queries: "the texts whose features are wanted"
    case .query: "the query"
    case .answer: "the answer that the person gave"
    case .features: "the features with their ids"
    case .groups: "groups of features that look alike, with their ids"
    case .examples: "past queries with features, reasoning and answer"
    case .others: "past queries of other people with their answers"
    case .profile: "a summary of the person, or a persona"
    case .rationales: "two rationales for the answer"
    case .advice: "advice for answering as the person would, or what was tried of it"
    case .manner: "whether to think before the answer"
    case .count: "how many are wanted"
    case .complaint: "what was wrong with the first try; empty on it"
    case .form: "the form of the reply"
    case .problem: "why the reply cannot be used"
    }
  }

  /// As it stands in a template.
  var marker: String { "{{\(rawValue)}}" }
}

extension PromptRole {
  /// The slots that a prompt of this role has: each must stand in it at least once.
  public var slots: [PromptSlot] {
    switch self {
    case .extract: [.task, .guide, .form, .queries]
    case .cluster: [.task, .form, .groups]
    case .assign: [.task, .form, .features]
    case .judge: [.task, .guide, .form, .query, .answer, .features]
    case .reason: [.task, .guide, .form, .query, .features, .statistics, .answer, .complaint]
    case .generate: [.task, .guide, .factors, .form, .examples, .statistics, .features, .query]
    case .answer: [.task, .profile, .advice, .manner, .form, .examples, .query]
    case .profile: [.task, .form, .examples]
    case .rationale: [.task, .form, .query, .answer]
    case .advice: [.task, .count, .form, .advice]
    case .hypotheses: [.task, .count, .form, .examples]
    case .differences: [.task, .guide, .form, .examples, .others]
    case .persona: [.task, .guide, .form, .profile, .examples]
    case .rewrite: [.task, .form, .examples, .query, .answer]
    case .rate: [.task, .form, .examples, .query, .answer, .rationales]
    case .repair: [.problem, .form]
    }
  }
}
