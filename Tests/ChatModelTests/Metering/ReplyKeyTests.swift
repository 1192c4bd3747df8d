internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct ReplyKeyTests {
  @Test func theKeyOfARequestStaysTheSame() {
    let request = ChatRequest(
      messages: [.init(.system, "s"), .init(.user, "u")],
      schema: .object([.init("a", .string(oneOf: ["x"]))]), maxTokens: 10)
    let model = ModelIdentity(name: "m", version: "http://h/v1")
    let key = ReplyKey.text(of: request, for: model)
    #expect(key == "ab9c993ebbc235b8e25cb4acfecab3e5ebf094d83fa88228053441747a499961")
    var streamed = request
    streamed.streams = true
    #expect(ReplyKey.text(of: streamed, for: model) == key)
    var hotter = request
    hotter.temperature = 0.5
    var moved = request
    moved.messages = [.init(.system, "su"), .init(.user, "")]
    for other in [hotter, moved] { #expect(ReplyKey.text(of: other, for: model) != key) }
    #expect(
      ReplyKey.text(of: request, for: ModelIdentity(name: "m2", version: "http://h/v1")) != key)
  }

  /// Changing a key makes everybody pay again for what was kept, so these stand as they are.
  @Test func keysOfUnlikeRequestsStayTheSame() {
    let model = ModelIdentity(name: "gpt-4o-mini", version: "https://api.openai.com/v1")
    let free = ChatRequest(messages: [.init(.user, "Grüße 你好")], maxTokens: 1)
    #expect(
      ReplyKey.text(of: free, for: model)
        == "bb86bfdfa787cd5cb0e366840b2eb32ec428066532ff94441d2150fe24f9eec6")
    let nested = ChatRequest(
      messages: [.init(.system, "a"), .init(.user, "b"), .init(.assistant, "c"), .init(.user, "")],
      schema: .object([
        .init("list", .array(of: .object([.init("n", .integer)]), max: 3), description: "some"),
        .init("is", .boolean), .init("text", .string()), .init("any", .array(of: .string())),
      ]), maxTokens: 800, temperature: 0.7)
    #expect(
      ReplyKey.text(of: nested, for: model)
        == "08873ad22ae7a87a1195694f7325a2555af360e7a9b3db3516fa43351a524e74")
  }

  @Test func everythingThatIsWantedCounts() {
    func key(
      _ schema: JSONSchema? = nil, roles: [Exchange.Message.Role] = [.user],
      text: String = "a", limit: Int = 5, name: String = "m", url: String = "u"
    ) -> String {
      ReplyKey.text(
        of: ChatRequest(
          messages: roles.map { .init($0, text) }, schema: schema, maxTokens: limit),
        for: ModelIdentity(name: name, version: url))
    }
    let keys = [
      key(), key(.object([])), key(.object([.init("a", .integer)])),
      key(.object([.init("a", .integer, description: "d")])),
      key(.object([.init("a", .boolean)])), key(.object([.init("a", .string())])),
      key(.object([.init("a", .string(oneOf: []))])),
      key(.object([.init("a", .string(oneOf: ["a"]))])),
      key(.object([.init("a", .array(of: .integer))])),
      key(.object([.init("a", .array(of: .integer, max: 0))])),
      key(.object([.init("a", .array(of: .integer, min: 0))])),
      key(.object([.init("a", .array(of: .integer, min: 1, max: 0))])),
      key(.object([.init("a", .string(min: 1))])), key(.object([.init("a", .string(max: 1))])),
      key(.object([.init("a", .string(min: 1, max: 1))])),
      key(.object([.init("a", .string(oneOf: ["1"], max: 1))])),
      key(.object([.init("a", .object([.init("b", .integer)]))])),
      key(.object([.init("a", .object([])), .init("b", .integer)])),
      key(roles: [.user, .user]), key(roles: [.system]), key(text: "b"), key(text: "a "),
      key(limit: 6), key(name: "mu", url: ""), key(name: "", url: "mu"), key(url: "v"),
    ]
    #expect(Set(keys).count == keys.count)
    #expect(keys.allSatisfy { $0.count == 64 && $0 == $0.lowercased() })
  }
}
