/// How far a call has come: what was sent, what was paid, what may still be tried.
struct CallCourse: Sendable {
  let request: ChatRequest
  /// When it began, in seconds of the clock.
  let began: Double
  /// How much longer it is worth trying.
  var patience: Patience
  /// How often anything was sent.
  var sent = 0
  /// How often the request was put differently.
  var adaptations = 0
  /// The limit of tokens.
  var cap: Int
  /// The limit that this prompt leaves.
  var room: Int?
  /// How often the limit was raised.
  var raises = 0
  /// Whether it was asked once more after a reply with nothing in it.
  var hasAskedAgain = false
  /// Whether somebody has seen text that is not part of the reply.
  var hasShownText = false
  /// What was paid for so far.
  var tokens: ChatReply.Tokens?
  /// The text of the last attempt that had any.
  var partialText = ""

  init(request: ChatRequest, began: Double, policy: RetryPolicy) {
    self.request = request
    self.began = began
    patience = Patience(policy: policy)
    cap = request.maxTokens
  }

  /// Adds what an attempt used.
  mutating func spend(_ more: ChatReply.Tokens) {
    guard let tokens else { return self.tokens = more }
    self.tokens = ChatReply.Tokens(
      input: tokens.input + more.input, cached: tokens.cached + more.cached,
      output: tokens.output + more.output, isEstimated: tokens.isEstimated || more.isEstimated)
  }

  /// Doubles the limit after a reply that was cut; `false` where that was done twice or cannot help.
  ///
  /// A reply that is all hidden reasoning needs more than twice as much.
  mutating func raiseCap(isEmpty: Bool, sent: Diagnosis.Sent) -> Bool {
    guard raises < 2, room == nil, !sent.traits.omitted.contains(.cap),
      sent.cap < sent.traits.mostTokens ?? .max
    else { return false }
    raises += 1
    cap *= 2
    if isEmpty { cap += raises == 1 ? 2048 : 8192 }
    return true
  }

  /// An error with what was paid for.
  func error(_ kind: ChatError.Kind, _ words: String) -> ChatError {
    ChatError(kind, words, tokens: tokens, partialText: partialText)
  }
}
