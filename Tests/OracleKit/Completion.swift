internal import Foundation

/// A chat completion in both its shapes.
struct Completion {
  let number: Int
  let model: String
  let text: String
  let finishReason: String
  let usage: [String: Any]?

  private var frame: [String: Any] {
    // The date is fixed, so that the same request always gets the same bytes.
    ["id": "chatcmpl-\(number)", "created": 1_800_000_000, "model": model]
  }

  /// In one piece.
  var whole: WireReply {
    var body = frame
    body["object"] = "chat.completion"
    body["choices"] = [
      [
        "index": 0, "message": ["role": "assistant", "content": text],
        "finish_reason": finishReason,
      ] as [String: Any]
    ]
    if let usage { body["usage"] = usage }
    return .json(200, body)
  }

  /// As a stream of events.
  func streamed(
    eventLength: Int, chunkBytes: Int?, pause: Double, tellsUsage: Bool
  ) -> WireReply {
    var events = [event(delta: ["role": "assistant", "content": ""])]
    var rest = Substring(text)
    while !rest.isEmpty {
      events.append(event(delta: ["content": String(rest.prefix(max(1, eventLength)))]))
      rest = rest.dropFirst(max(1, eventLength))
    }
    events.append(event(delta: [:], finishReason: finishReason))
    if tellsUsage, let usage {
      var last = frame
      last["object"] = "chat.completion.chunk"
      last["choices"] = [Any]()
      last["usage"] = usage
      events.append(Self.line(JSON.text(last)))
    }
    events.append(Self.line("[DONE]"))
    if let chunkBytes {
      let all = events.reduce(Data(), +)
      events = stride(from: 0, to: all.count, by: max(1, chunkBytes)).map {
        all[$0..<min(all.count, $0 + max(1, chunkBytes))]
      }
    }
    return WireReply(
      status: 200, headers: [("Content-Type", "text/event-stream")], pieces: events,
      isChunked: true, pause: pause)
  }

  private func event(delta: [String: Any], finishReason: String? = nil) -> Data {
    var chunk = frame
    chunk["object"] = "chat.completion.chunk"
    chunk["choices"] = [
      ["index": 0, "delta": delta, "finish_reason": finishReason ?? NSNull()] as [String: Any]
    ]
    return Self.line(JSON.text(chunk))
  }

  private static func line(_ text: String) -> Data { Data("data: \(text)\n\n".utf8) }
}
