/// Takes secrets out of what a server says.
struct Redaction: Sendable {
  private let secrets: [String]

  init(_ endpoint: Endpoint) { secrets = endpoint.secrets }

  /// The text of an error, without secrets and without the half-masked keys that servers quote.
  func error(_ text: String) -> String {
    var text = replacing(in: text, atLeast: 4)
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    text = parts.map { Self.looksLikeKey($0) ? "[key]" : String($0) }.joined(separator: " ")
    return text
  }

  /// A reply, should a server echo the key; short dummy keys are left alone, since they are words.
  func reply(_ text: String) -> String { replacing(in: text, atLeast: 12) }

  private func replacing(in text: String, atLeast least: Int) -> String {
    var text = text
    for secret in secrets where secret.utf8.count >= least && text.contains(secret) {
      text = text.replacing(secret, with: "[key]")
    }
    return text
  }

  private static func looksLikeKey(_ word: Substring) -> Bool {
    if word.contains("***") { return true }
    guard word.count >= 12 else { return false }
    return ["sk-", "'sk-", "\"sk-", "=sk-", "`sk-"].contains { word.contains($0) }
  }
}

extension Redaction: CustomStringConvertible, CustomReflectable {
  /// Nothing of what is looked for.
  var description: String { "[redaction]" }
  /// Nothing.
  var customMirror: Mirror { Mirror(self, children: []) }
}
