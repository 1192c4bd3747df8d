/// What is said in passing.
package struct Notice: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case done
    case warning
    case error
  }

  package var kind: Kind
  package var text: String

  package init(kind: Kind, text: String) {
    self.kind = kind
    self.text = text
  }
}

/// What the status line said, to read again.
package struct MessageLog: Equatable, Sendable {
  package private(set) var messages: [Notice] = []

  package init() {}

  private static let limit = 500

  /// Notes a message, unless it is the last one still.
  package mutating func add(_ status: Notice?) {
    guard let status, status != messages.last else { return }
    messages.append(status)
    if messages.count > Self.limit { messages.removeFirst() }
  }
}
