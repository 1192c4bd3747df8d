/// How an oracle behaves, beside giving sensible replies. It may change while the oracle runs.
public struct OracleBehaviour: Sendable, Hashable {
  /// Which calls of `/chat/completions` something happens to; the first is number 1.
  public enum Turn: Sendable, Hashable {
    /// None.
    case never
    /// Every so many, beginning with that number.
    case every(Int)
    /// These.
    case calls(Set<Int>)
    /// All.
    case always

    /// Whether it is the turn of a call.
    public func comes(at number: Int) -> Bool {
      switch self {
      case .never: false
      case .every(let count): count > 0 && number.isMultiple(of: count)
      case .calls(let numbers): numbers.contains(number)
      case .always: true
      }
    }
  }

  /// Seconds before the first byte of a reply.
  public var latency = 0.0
  /// Seconds between two pieces of a streamed reply.
  public var chunkDelay = 0.0
  /// Bytes of a streamed piece, wherever that cuts; `nil` for one event each.
  public var chunkBytes: Int?
  /// Characters of text in one streamed event.
  public var eventLength = 12
  /// The key that is wanted; others get a 401 that repeats the key which was sent, as some servers
  /// do.
  public var requiredKey: String?
  /// The status with which a `json_schema` is refused, `nil` where it is taken.
  public var refusesSchema: Int?
  /// The status with which a `json_object` is refused, `nil` where it is taken.
  public var refusesJSONObject: Int?
  /// The names of parameters that are refused with a 400 that names them.
  public var refusesParameters: Set<String> = []
  /// Whose reply is no JSON.
  public var badJSON = Turn.never
  /// Whose reply is cut off as if by its token limit.
  public var cutsOff = Turn.never
  /// Whose path quotes a number that nobody counted.
  public var wrongNumber = Turn.never
  /// Who is told 429.
  public var rateLimit = Turn.never
  /// Seconds of the `Retry-After` beside a 429, `nil` for none.
  public var retryAfter: Double? = 0
  /// Who is told that the account is empty: a 429 that is not to be tried again.
  public var outOfMoney = Turn.never
  /// Who is told 500.
  public var failure = Turn.never
  /// Whose reply breaks off in the middle.
  public var disconnect = Turn.never
  /// Who waits for ever.
  public var hang = Turn.never
  /// Whether streams and replies tell their usage.
  public var tellsUsage = true
  /// The models on offer.
  public var models = ["oracle"]
  /// The length of an embedding.
  public var dimension = 64
  /// A completed call whose connection the client drops within so many seconds is in doubt: a
  /// client that was killed may not have had the time to keep it.
  public var doubt = 0.05

  /// An oracle without quirks.
  public init() {}

  /// Sets a knob by its name on a command line, such as `latency`; `false` where there is none of
  /// that name or the value is none for it. Times are in milliseconds. A turn is `7` for every
  /// seventh, `1,4` for those, `always` or `never`.
  public mutating func set(_ name: String, to value: String) -> Bool {
    switch name {
    case "latency": return set(\.latency, Double(value).map { $0 / 1e3 })
    case "chunk-delay": return set(\.chunkDelay, Double(value).map { $0 / 1e3 })
    case "chunk-bytes": return set(\.chunkBytes, Int(value))
    case "event-length": return set(\.eventLength, Int(value))
    case "key": return set(\.requiredKey, value)
    case "refuse-schema": return set(\.refusesSchema, Int(value))
    case "refuse-json-object": return set(\.refusesJSONObject, Int(value))
    case "refuse-parameters":
      return set(\.refusesParameters, Set(value.split(separator: ",").map(String.init)))
    case "bad-json": return set(\.badJSON, Turn(value))
    case "cut-off": return set(\.cutsOff, Turn(value))
    case "wrong-number": return set(\.wrongNumber, Turn(value))
    case "rate-limit": return set(\.rateLimit, Turn(value))
    case "retry-after": return set(\.retryAfter, Double(value))
    case "out-of-money": return set(\.outOfMoney, Turn(value))
    case "failure": return set(\.failure, Turn(value))
    case "disconnect": return set(\.disconnect, Turn(value))
    case "hang": return set(\.hang, Turn(value))
    case "tell-usage": return set(\.tellsUsage, Bool(value))
    case "models": return set(\.models, value.split(separator: ",").map(String.init))
    case "dimension": return set(\.dimension, Int(value))
    case "doubt": return set(\.doubt, Double(value).map { $0 / 1e3 })
    default: return false
    }
  }

  private mutating func set<Value>(
    _ knob: WritableKeyPath<Self, Value>, _ value: Value?
  ) -> Bool {
    guard let value else { return false }
    self[keyPath: knob] = value
    return true
  }
}

extension OracleBehaviour.Turn {
  /// Reads a turn as it is typed.
  init?(_ text: String) {
    switch text {
    case "never": self = .never
    case "always": self = .always
    default:
      let numbers = text.split(separator: ",").compactMap { Int($0) }
      guard !numbers.isEmpty, numbers.allSatisfy({ $0 > 0 }) else { return nil }
      self = numbers.count == 1 && !text.contains(",") ? .every(numbers[0]) : .calls(Set(numbers))
    }
  }
}
