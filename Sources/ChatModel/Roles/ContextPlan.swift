internal import RPM

/// How a call is kept within the tokens that a server takes for prompt and reply together.
struct ContextPlan: Sendable {
  /// The tokens.
  let tokens: Int

  /// Texts of examples are not shortened below so many characters: less says nothing.
  private static let least = 200

  init(_ tokens: Int) {
    self.tokens = tokens
  }

  /// A call that fits, made with the most characters an example may have; the shortest one where
  /// none does.
  func fitted(_ make: (_ most: Int) -> RoleCaller.Call) -> RoleCaller.Call {
    var most = 4_000
    let whole = make(.max)
    guard !fits(whole) else { return whole }
    CallReporter.report(
      .warning(
        "The texts of examples were shortened to fit into a context of \(tokens) tokens."))
    var call = make(most)
    while !fits(call), most > Self.least {
      most /= 2
      call = make(most)
    }
    return call
  }

  /// A call that fits, made with the newest of so many examples, as many as there is room for; with
  /// none where not even one fits.
  func fitted(
    newestOf count: Int, _ make: (_ newest: Int) -> RoleCaller.Call
  ) -> (call: RoleCaller.Call, omitted: Int) {
    let whole = make(count)
    guard !fits(whole) else { return (whole, 0) }
    var (fitting, tooMany) = (0, count)
    while tooMany - fitting > 1 {
      let middle = (fitting + tooMany) / 2
      if fits(make(middle)) { fitting = middle } else { tooMany = middle }
    }
    CallReporter.report(
      .warning(
        """
        The oldest \(count - fitting) of \(count) past answers were left out to fit into a context \
        of \(tokens) tokens.
        """))
    return (make(fitting), count - fitting)
  }

  private func fits(_ call: RoleCaller.Call) -> Bool {
    let prompt = call.values.values.reduce(600) { $0 + TokenEstimate.tokens(in: $1) }
    return prompt + call.maxTokens <= tokens
  }
}
