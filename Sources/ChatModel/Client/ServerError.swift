internal import Foundation
internal import RPM

/// What a server says went wrong, in whatever shape it says so.
struct ServerError: Error, Sendable, Hashable {
  /// The HTTP status, or the one that the error names within a stream.
  var status: Int
  /// What it says, in one line; longer than what is shown, so that secrets are found whole.
  var message: String
  /// Its name for the error, such as `insufficient_quota`.
  var code: String?
  /// Its name for the kind of error.
  var type: String?
  /// The parameter it does not like.
  var param: String?
  /// Whether a web page came instead.
  var isPage = false

  /// Reads the body of an error.
  init(status: Int, body: some Collection<UInt8>) {
    if let value = WireValue(json: body), let error = ServerError(status: status, value) {
      self = error
      return
    }
    if let error = Self.framed(status: status, body) {
      self = error
      return
    }
    let text = String(decoding: body.prefix(64 << 10), as: UTF8.self)
    self.status = status
    let start = text.trimmingWhitespace().prefix(200).lowercased()
    isPage = start.hasPrefix("<!doctype") || start.hasPrefix("<html") || start.hasPrefix("<?xml")
    message = isPage ? Self.title(of: text) : Self.oneLine(text)
  }

  /// Reads an error that came as an event of a stream; `nil` where it is no stream.
  private static func framed(status: Int, _ body: some Collection<UInt8>) -> ServerError? {
    guard let start = body.first(where: { $0 > 0x20 }), "deir:".utf8.contains(start) else {
      return nil
    }
    var stream = EventStream()
    let bytes = Array(body.prefix(64 << 10))
    guard let events = try? stream.feed(bytes) + stream.finish() else { return nil }
    return events.lazy.compactMap { event in
      WireValue(json: event.data).flatMap { ServerError(status: status, $0) }
    }.first
  }

  /// Whether what stands for an error says that there is none: `null`, `{}`, `""`, code 0, and lists
  /// and objects of nothing else.
  static func isNothing(_ value: WireValue) -> Bool {
    switch value {
    case .null, .bool(false): true
    case .bool: false
    case .number(let number): number == 0 || number == 200
    case .string(let text):
      ["", "0", "200", "null", "none", "ok", "success"].contains(
        text.trimmingWhitespace().lowercased())
    case .array(let elements): elements.allSatisfy(isNothing)
    case .object(let members): members.allSatisfy { isNothing($0.value) }
    }
  }

  /// Reads an error that came as JSON; `nil` where the value holds none, or an empty one beside a
  /// reply.
  init?(status: Int, _ value: WireValue) {
    // Google puts its error into a list.
    let value = value.elements.first ?? value
    guard let found = value["error"] ?? value["errors"]?.elements.first ?? Self.plain(value) else {
      return nil
    }
    if !(value["choices"]?.elements.isEmpty ?? true), Self.isNothing(found) { return nil }
    // Some put the error into the error.
    let error = found["error"] ?? found
    self.status = status
    code = error["code"]?.text ?? error["code"]?.integer.map(String.init)
    type = error["type"]?.text ?? error["status"]?.text
    param = error["param"]?.text
    message = Self.text(of: error)
    if let raw = error["metadata"]?["raw"]?.text { message += " (\(Self.oneLine(raw)))" }
    message = Self.oneLine(message)
    if !(400...599).contains(status) { self.status = Self.status(code: code, type: type) }
  }

  /// `{"detail":…}` and `{"message":…}`, which are errors only where nothing else is in them.
  private static func plain(_ value: WireValue) -> WireValue? {
    guard value["choices"] == nil, value["data"] == nil else { return nil }
    if let detail = value["detail"] { return detail }
    if value["message"]?.text != nil { return value }
    return nil
  }

  private static func text(of error: WireValue) -> String {
    if let text = error.text { return text }
    for name in ["message", "msg", "detail", "error", "description"] {
      if let text = error[name]?.text { return text }
    }
    // FastAPI lists what it found, each with the place of it.
    let parts = error.elements.compactMap { part -> String? in
      guard let text = part.text ?? part["msg"]?.text else { return nil }
      let place = (part["loc"]?.elements ?? []).compactMap(\.text).joined(separator: ".")
      return place.isEmpty ? text : "\(place): \(text)"
    }
    return parts.isEmpty ? error.json : parts.joined(separator: "; ")
  }

  /// The status that an error has which came with 200.
  private static func status(code: String?, type: String?) -> Int {
    if let number = code.flatMap({ Int($0) }), (400...599).contains(number) { return number }
    let name = "\(code ?? "") \(type ?? "")".lowercased()
    if name.contains("rate_limit") || name.contains("insufficient_quota") { return 429 }
    if name.contains("authentication") || name.contains("invalid_api_key") { return 401 }
    if name.contains("not_found") { return 404 }
    if name.contains("invalid_request") || name.contains("context_length")
      || name.contains("context_size") || name.contains("content_filter")
    {
      return 400
    }
    return 500
  }

  /// A text in one line, without control characters, cut where it is too long.
  static func oneLine(_ text: String, limit: Int = 4000) -> String {
    var line = ""
    var count = 0
    for character in text.unicodeScalars {
      let isSpace = character.properties.isWhitespace
      switch character.properties.generalCategory {
      case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator:
        if !isSpace { continue }
      default: break
      }
      if isSpace {
        if !line.isEmpty, line.last != " " { line += " " }
        continue
      }
      line.unicodeScalars.append(character)
      count += 1
      if count == limit { return line + "…" }
    }
    return line.trimmingWhitespace()
  }

  private static func title(of page: String) -> String {
    guard let open = page.range(of: "<title>", options: .caseInsensitive),
      let close = page.range(
        of: "</title>", options: .caseInsensitive, range: open.upperBound..<page.endIndex)
    else { return "a web page" }
    return "a web page, “\(oneLine(String(page[open.upperBound..<close.lowerBound])))”"
  }

  /// What may be shown of the message: without secrets, at most 300 characters.
  func shown(_ redaction: Redaction) -> String {
    Self.oneLine(redaction.error(message), limit: 300)
  }

  /// Everything it says in lower case, to look for words in.
  var words: String {
    [code, type, param, message].compactMap(\.self).joined(separator: " ").lowercased()
  }
}
