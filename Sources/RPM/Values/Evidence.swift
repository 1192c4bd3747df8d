internal import Foundation

/// Why the built-in model answers as it does, as a sum.
///
/// Terms add up to the logits, parts add up to their term, and the logits decide the answer.
public struct Evidence: Sendable, Hashable, Codable {
  /// One summand of the logits.
  public struct Term: Sendable, Hashable, Codable {
    /// What it is, such as `prior`, `factors`, `memory`.
    public var name: String
    /// One value a label, in nats.
    public var values: [Double]
    /// What it is made of; they add up to `values`.
    public var parts: [Part]

    /// Creates a term.
    public init(name: String, values: [Double], parts: [Part]) {
      self.name = name
      self.values = values
      self.parts = parts
    }
  }

  /// One summand of a term.
  public struct Part: Sendable, Hashable, Codable {
    /// What kind of thing it is.
    public enum Kind: String, Sendable, Hashable, Codable {
      /// The user's habits whatever the query.
      case prior
      /// A factor by its shrunk Propensity.
      case factor
      /// The words of a factor's features, through tone or label affinity.
      case words
      /// The words outside any feature with a factor.
      case rest
      /// A retrieved example.
      case example
      /// All other examples.
      case others
      /// The printed options and how this user uses such scales.
      case option
    }

    /// What kind of thing it is.
    public var kind: Kind
    /// What a person reads.
    public var name: String
    /// The factor, where it is one.
    public var factor: Factor.ID?
    /// The index of the interaction in the history, where it is an example; `nil` as well in sums
    /// kept before this was noted.
    public var interaction: Int?
    /// One value a label, in nats.
    public var values: [Double]

    /// Creates a part.
    public init(
      kind: Kind, name: String, factor: Factor.ID? = nil, interaction: Int? = nil,
      values: [Double]
    ) {
      self.kind = kind
      self.name = name
      self.factor = factor
      self.interaction = interaction
      self.values = values
    }
  }

  /// What is decided between: labels, option letters, or candidate titles.
  public var labels: [String]
  /// The sum, one value a label.
  public var logits: [Double]
  /// The summands.
  public var terms: [Term]

  /// Creates evidence whose logits are the sum of the terms.
  public init(labels: [String], terms: [Term]) {
    self.labels = labels
    self.terms = terms
    logits = labels.indices.map { label in terms.reduce(0) { $0 + $1.values[label] } }
  }

  /// The softmax of the logits.
  public var probabilities: [Double] { softmax(logits) }
}
