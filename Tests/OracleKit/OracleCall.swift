/// One request that an oracle got.
public struct OracleCall: Sendable, Hashable, Codable {
  /// How it went.
  public enum Outcome: String, Sendable, Hashable, Codable {
    /// Still under way.
    case open
    /// The client got all of the reply: paid for.
    case completed
    /// The client was gone before the reply was whole.
    case abandoned
    /// The oracle broke it off, or never answers.
    case broken
    /// A status of 400 or more.
    case refused
  }

  /// The path, such as `/v1/chat/completions`.
  public var path: String
  /// What was wanted.
  public var role: OracleRole?
  /// The key that came with it, empty where none did.
  public var key: String
  /// What tells two bodies apart: everything that is asked for, but not whether it is streamed.
  public var bodyHash: String
  /// Whether a stream was wanted.
  public var streams: Bool
  /// How it went.
  public var outcome: Outcome
  /// The status code that was sent, 0 while there is none.
  public var status: Int
  /// Seconds since the oracle began, when it came.
  public var began: Double
  /// Seconds since the oracle began, when it ended.
  public var ended: Double?
  /// Whether the client dropped its connection right after.
  public var isDoubtful = false
  /// The tokens told, in and out.
  public var inputTokens = 0
  /// The tokens of the reply.
  public var outputTokens = 0
}

/// What an oracle counted.
public struct OracleCounters: Sendable, Hashable, Codable {
  /// Requests to `/chat/completions`.
  public var calls = 0
  /// Those with a whole reply: paid for.
  public var completedCalls = 0
  /// Replies that the client was not there to take.
  public var abandoned = 0
  /// Replies that the oracle broke off.
  public var broken = 0
  /// Answers with a status of 400 or more.
  public var refused = 0
  /// Replies given for a body that had its whole reply before: paid twice.
  public var duplicates = 0
  /// Those that followed a reply which was in doubt: its client was killed in that very moment.
  public var doubtfulDuplicates = 0
  /// Completed calls by role.
  public var roles: [String: Int] = [:]
  /// The most calls that were under way at once.
  public var mostAtOnce = 0
  /// Tokens of the prompts of completed calls.
  public var inputTokens = 0
  /// Tokens of the replies of completed calls.
  public var outputTokens = 0
  /// Requests to `/embeddings`.
  public var embeddings = 0

  /// Counts calls.
  public init(_ calls: [OracleCall]) {
    var seen: [String: Bool] = [:]
    var moments: [(at: Double, change: Int)] = []
    for call in calls where call.path.hasSuffix("/embeddings") {
      embeddings += call.status == 200 ? 1 : 0
    }
    let chats = calls.filter { $0.path.hasSuffix("/chat/completions") }
    self.calls = chats.count
    for call in chats.sorted(by: { ($0.ended ?? .infinity) < ($1.ended ?? .infinity) }) {
      moments.append((call.began, 1))
      moments.append((call.ended ?? .infinity, -1))
      switch call.outcome {
      case .open: break
      case .abandoned: abandoned += 1
      case .broken: broken += 1
      case .refused: refused += 1
      case .completed:
        completedCalls += 1
        roles[call.role?.rawValue ?? "other", default: 0] += 1
        inputTokens += call.inputTokens
        outputTokens += call.outputTokens
        switch seen[call.bodyHash] {
        case .some(false): duplicates += 1
        case .some(true): doubtfulDuplicates += 1
        case nil: break
        }
        seen[call.bodyHash] = call.isDoubtful && seen[call.bodyHash] != false
      }
    }
    var now = 0
    for moment in moments.sorted(by: { ($0.at, $0.change) < ($1.at, $1.change) }) {
      now += moment.change
      mostAtOnce = max(mostAtOnce, now)
    }
  }
}
