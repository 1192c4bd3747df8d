internal import Foundation

/// What a server tells of itself beyond the chat API: of use where it is there, and never needed.
struct ServerFacts: Sendable, Hashable {
  /// How many calls it works on at once; `nil` where it does not say.
  var slots: Int?
  /// How many tokens one call may have, prompt and reply together; `nil` where it does not say.
  var context: Int?
  /// Whether it may tell more later, such as once the model is loaded.
  var isProvisional = false
}

/// What is known of a server for one model, and whether it is being asked.
struct AskedFacts: Sendable {
  var asking: Task<ServerFacts, Never>?
  /// How many times it had no answer.
  var failures = 0

  /// A server that is starting or busy answers later. One that never does is left alone.
  static let mostFailures = 8
}

extension EndpointLink {
  /// How many tokens one call may have, prompt and reply together; `nil` where nobody knows.
  public func context(of model: String) async -> Int? {
    if let own = endpoint.context { return own }
    return await facts(of: model).context
  }

  /// What the server tells of itself; nothing where it is not to be asked. It is asked until it has
  /// answered: a server that is still starting, or that takes more than two seconds, may answer the
  /// next time.
  func facts(of model: String) async -> ServerFacts {
    guard isCurious else { return ServerFacts() }
    let asking = facts.withLock { known in
      let asking =
        known[model]?.asking
        ?? Task {
          do { return try await self.askedFacts(of: model) } catch {
            return ServerFacts(isProvisional: self.isAskedAgain(model))
          }
        }
      known[model, default: AskedFacts()].asking = asking
      return asking
    }
    let found = await asking.value
    if found.isProvisional {
      facts.withLock { if $0[model]?.asking == asking { $0[model]?.asking = nil } }
    }
    if let slots = found.slots { limiter.told(slots: slots) }
    return found
  }

  /// Finds out how many calls the server works on, beside the call that is about to be made.
  func learnSlots(of model: String) {
    // Ollama does not tell.
    guard isCurious, endpoint.kind != .ollama, facts.withLock({ $0[model]?.asking == nil })
    else { return }
    Task { _ = await facts(of: model) }
  }

  /// Notes that the server had no answer; `false` where it is not to be asked again.
  private func isAskedAgain(_ model: String) -> Bool {
    facts.withLock { known in
      known[model, default: AskedFacts()].failures += 1
      return known[model, default: AskedFacts()].failures < AskedFacts.mostFailures
    }
  }

  private func askedFacts(of model: String) async throws -> ServerFacts {
    switch (endpoint.kind, endpoint.style) {
    case (.openAI, _), (.azure, _), (_, .azureLegacy): return ServerFacts()
    case (.ollama, _): return try await ollamaFacts(of: model)
    default: break
    }
    var found: WireValue?
    for base in bases where found == nil { found = try await glance("models", below: base) }
    let listed = found.flatMap(ModelListing.list) ?? []
    // A server of one model answers to any name.
    let entry = listed.first { $0.id == model } ?? (listed.count == 1 ? listed[0] : nil)
    switch entry?.ownedBy {
    case "llamacpp": return try await llamaFacts(of: model)
    case "library": return try await ollamaFacts(of: model)
    default: return ServerFacts(context: entry?.contextLength)
    }
  }

  /// llama.cpp tells what each of its slots holds; what the model was trained on says nothing.
  private func llamaFacts(of model: String) async throws -> ServerFacts {
    let name = model.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let props = try await glance("props?model=\(name)", below: root)
    return ServerFacts(
      slots: Self.count(props?["total_slots"], 1...4096),
      context: Self.tokens(props?["default_generation_settings"]?["n_ctx"]))
  }

  /// Ollama tells the context of a model that is loaded. Of another the model's own `num_ctx` holds,
  /// or the 4,096 tokens at which it cuts without a word.
  private func ollamaFacts(of model: String) async throws -> ServerFacts {
    let names = [model, "\(model):latest"]
    guard let loaded = try await glance("api/ps", below: root)?["models"]?.elements else {
      return ServerFacts()
    }
    let entry = loaded.first { entry in
      [entry["model"]?.text, entry["name"]?.text].contains { $0.map(names.contains) ?? false }
    }
    if let context = Self.tokens(entry?["context_length"]) { return ServerFacts(context: context) }
    let question = WireValue.object([.init("model", .string(model))]).json
    let shown = try await glance("api/show", below: root, body: Data(question.utf8))
    let own = shown?["parameters"]?.text?.split(whereSeparator: \.isNewline)
      .map { $0.split(separator: " ") }.first { $0.first == "num_ctx" }
    let context = Self.tokens(own?.last.map { .string(String($0)) })
    return ServerFacts(context: context ?? 4096, isProvisional: entry == nil)
  }

  private static func tokens(_ value: WireValue?) -> Int? { count(value, 64...100_000_000) }

  private static func count(_ value: WireValue?, _ range: ClosedRange<Int>) -> Int? {
    value?.integer.flatMap { range.contains($0) ? $0 : nil }
  }

  /// Where the server's own paths begin: the base URL without its version.
  private var root: URL {
    let base = bases[0]
    return base.lastPathComponent == "v1" ? base.deletingLastPathComponent() : base
  }

  /// What the server says at a path, beside the turns of the calls for replies; `nil` for anything
  /// but JSON with a good status.
  ///
  /// - Throws: where it has no answer: nobody there, not within two seconds, not yet ready (503).
  private func glance(
    _ path: String, below base: URL, body: Data? = nil
  ) async throws -> WireValue? {
    let call = Call(path: path, body: body, mostBytes: 4 << 20, seconds: 2)
    var status = 0
    var bytes: [UInt8] = []
    try await send(call, below: base) { head in
      status = head.status
    } onBytes: { data in
      bytes += data
      return status == 200 ? .more : .nothing
    }
    if status == 503 { throw NotReady() }
    return status == 200 ? WireValue(json: bytes) : nil
  }
}

/// A server that says "later".
private struct NotReady: Error {}
