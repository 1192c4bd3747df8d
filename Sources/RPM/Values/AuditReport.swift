/// What the audit of a reasoning path found (method, section 9).
public struct AuditReport: Sendable, Hashable, Codable {
  /// One thing that is wrong.
  public struct Finding: Sendable, Hashable, Codable {
    /// What kind of wrong.
    public enum Kind: String, Sendable, Hashable, Codable {
      /// A step names a feature that the query does not have.
      case unknownFeature
      /// A step names a factor that the model does not have.
      case unknownFactor
      /// A quoted number differs from the stored statistic.
      case wrongNumber
      /// A stored path leans on a factor seen in a single query.
      case singleSupport
      /// A step names an example that was not retrieved.
      case unknownExample
      /// The conclusion is not the answer.
      case wrongConclusion
    }

    /// The step, counted from 0; `nil` for the conclusion.
    public var step: Int?
    /// What kind of wrong.
    public var kind: Kind
    /// What the path says.
    public var quoted: String
    /// What the model holds, in words.
    public var stored: String

    /// Creates a finding.
    public init(step: Int?, kind: Kind, quoted: String, stored: String) {
      self.step = step
      self.kind = kind
      self.quoted = quoted
      self.stored = stored
    }
  }

  /// Everything that is wrong, in path order.
  public var findings: [Finding]
  /// How many numbers were compared with a stored statistic.
  public var numbersChecked: Int
  /// Whether a first try was wrong and this is the second; `nil` for a first try, and for paths kept
  /// before this was noted.
  public var isRepaired: Bool?

  /// How many steps rest on something that can be looked up, of how many: a statistic that was
  /// compared, words quoted from the query, or an example that was retrieved; `nil` for paths kept
  /// before this was noted.
  public var grounding: Ratio?

  /// Creates a report.
  public init(findings: [Finding] = [], numbersChecked: Int = 0) {
    self.findings = findings
    self.numbersChecked = numbersChecked
  }

  /// Whether nothing is wrong.
  public var isClean: Bool { findings.isEmpty }

  /// Whether there are steps and none rests on anything that can be looked up: nothing is wrong
  /// then, and nothing said.
  public var isUngrounded: Bool { grounding.map { $0.count == 0 && $0.total > 0 } ?? false }
}
