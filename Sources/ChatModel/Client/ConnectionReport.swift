/// What a check of an endpoint found.
public struct ConnectionReport: Sendable, Hashable {
  /// What is known of the key.
  public enum KeyState: String, Sendable, Hashable, Codable {
    /// The server took it.
    case accepted
    /// There is none, and the server wants none.
    case notNeeded
    /// There is none, and the server wants one.
    case wanted
    /// The server did not take it.
    case refused
    /// It never came to that.
    case unknown
  }

  /// One line of the report.
  public struct Finding: Sendable, Hashable {
    /// What it is about.
    public enum Subject: String, Sendable, Hashable, Codable {
      /// Whether the server answers.
      case server
      /// The key.
      case key
      /// The list of models.
      case models
      /// Whether the model answers, and which one it says it is.
      case model
      /// Whether text arrives as it is written.
      case streaming
      /// How it is held to the form of a reply.
      case form
      /// Its vectors.
      case embeddings
      /// Anything else that was told.
      case warning
    }

    /// How good that is.
    public enum Grade: String, Sendable, Hashable, Codable {
      /// As wanted.
      case good
      /// It will do.
      case fair
      /// Nothing works before this is mended.
      case bad
    }

    /// What it is about.
    public var subject: Subject
    /// How good it is.
    public var grade: Grade
    /// What was found, in a sentence.
    public var found: String
    /// What can be done, `nil` where nothing need be.
    public var wayOut: String?
  }

  /// The base URL.
  public var endpoint: String
  /// The model that was asked, `nil` where none was named.
  public var model: String?
  /// Whether the server answered at all.
  public var isReachable = false
  /// What is known of the key.
  public var key = KeyState.unknown
  /// The models it lists.
  public var models: [ModelListing] = []
  /// Whether the model answered.
  public var answers = false
  /// Which model the server says answered.
  public var reportedModel: String?
  /// Whether text arrives as it is written, `nil` where nothing was asked.
  public var streams: Bool?
  /// How it is held to the form of a reply, `nil` where nothing was asked.
  public var rung: ServerTraits.Rung?
  /// Whether the reply had the form.
  public var heldForm: Bool?
  /// The length of its vectors, `nil` where it has none.
  public var embeddingDimensions: Int?
  /// Seconds until the first text came, `nil` where none did.
  public var secondsToFirstText: Double?
  /// The tokens that the check used.
  public var tokens: ChatReply.Tokens?
  /// Everything that was found, in the order it was looked for.
  public var findings: [Finding] = []

  /// The warnings.
  public var warnings: [String] {
    findings.filter { $0.subject == .warning }.map(\.found)
  }

  /// Whether nothing stands in the way of a fit.
  public var isGood: Bool { answers && !findings.contains { $0.grade == .bad } }

  init(endpoint: String, model: String?) {
    self.endpoint = endpoint
    self.model = model
  }
}
