internal import RPM

/// Writes a request as a server wants it. The same request gives the same bytes.
public enum RequestBody {
  /// The JSON text of a chat completion, fields in a fixed order.
  ///
  /// - Parameters:
  ///   - maxTokens: the limit to send, in place of the request's own; what hidden reasoning needs
  ///     comes on top.
  ///   - streams: whether a stream is asked for.
  public static func chat(
    _ request: ChatRequest, model: String, traits: ServerTraits, maxTokens: Int? = nil,
    streams: Bool = false
  ) -> String {
    var members: [WireValue.Member] = [.init("model", .string(model))]
    let messages = Self.messages(of: request, traits: traits)
    members.append(
      .init(
        "messages",
        .array(
          messages.map { message in
            .object([
              .init("role", .string(message.role.rawValue)),
              .init("content", .string(message.text)),
            ])
          })))
    if !traits.omitted.contains(.cap) {
      let cap = self.cap(maxTokens ?? request.maxTokens, traits: traits)
      members.append(.init(traits.capName.rawValue, .integer(cap)))
    }
    if !traits.omitted.contains(.temperature) {
      members.append(.init("temperature", .number(request.temperature)))
    }
    if streams, !traits.omitted.contains(.stream) {
      members.append(.init("stream", .bool(true)))
      if !traits.omitted.contains(.streamOptions) {
        members.append(.init("stream_options", .object([.init("include_usage", .bool(true))])))
      }
    }
    if let schema = request.schema, let format = format(schema, traits: traits) {
      members.append(.init("response_format", format))
      if !traits.omitted.contains(.provider) {
        members.append(.init("provider", .object([.init("require_parameters", .bool(true))])))
      }
    }
    return WireValue.object(members).json
  }

  /// The limit that is sent.
  static func cap(_ maxTokens: Int, traits: ServerTraits) -> Int {
    min(maxTokens + traits.reasoningReserve, traits.mostTokens ?? .max)
  }

  private static func format(_ schema: JSONSchema, traits: ServerTraits) -> WireValue? {
    let schema = traits.omitted.contains(.pattern) ? schema.withoutPatterns : schema
    switch traits.rung {
    case .jsonSchema:
      return .object([
        .init("type", .string("json_schema")),
        .init(
          "json_schema",
          .object([
            .init("name", .string("reply")), .init("strict", .bool(true)),
            .init("schema", schema.wire),
          ])),
      ])
    case .jsonObject:
      var members: [WireValue.Member] = [.init("type", .string("json_object"))]
      if !traits.omitted.contains(.schemaKey) { members.append(.init("schema", schema.wire)) }
      return .object(members)
    case .promptOnly: return nil
    }
  }

  /// The messages; with the schema at the end of the first one where the server is not held to it,
  /// so that the part that stays the same from call to call stays the longest.
  static func messages(of request: ChatRequest, traits: ServerTraits) -> [Exchange.Message] {
    var messages = request.messages
    if let schema = request.schema, traits.rung > .jsonSchema {
      let rule =
        "Reply with one JSON object and nothing else: no prose around it, no code fence. "
        + "It follows this JSON Schema:\n\(schema.json)"
      if messages.first?.role == .system {
        messages[0].text += "\n\n\(rule)"
      } else {
        messages.insert(Exchange.Message(.system, rule), at: 0)
      }
    }
    guard traits.omitted.contains(.system) else { return messages }
    let rules = messages.filter { $0.role == .system }.map(\.text)
    messages.removeAll { $0.role == .system }
    guard !rules.isEmpty else { return messages }
    let text = rules.joined(separator: "\n\n")
    if messages.first?.role == .user {
      messages[0].text = "\(text)\n\n\(messages[0].text)"
    } else {
      messages.insert(Exchange.Message(.user, text), at: 0)
    }
    return messages
  }

  /// About how many tokens the prompt has.
  static func promptEstimate(_ request: ChatRequest, traits: ServerTraits) -> Int {
    messages(of: request, traits: traits).reduce(3) {
      $0 + ReplyAssembly.estimate($1.text) + 4
    }
  }
}
