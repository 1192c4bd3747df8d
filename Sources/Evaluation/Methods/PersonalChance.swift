internal import Crypto
internal import Foundation
internal import RPM

/// Chance that is the same for the same person and query, whatever is run beside and wherever.
struct PersonalChance: Sendable {
  private let person: SHA256

  /// A person is the history.
  init(_ history: [Interaction]) {
    var person = SHA256()
    for item in history {
      for text in [item.query, item.response] { Self.add(text, to: &person) }
    }
    self.person = person
  }

  /// A generator for one query.
  func generator(for query: String) -> SplitMix64 {
    var hash = person
    Self.add(query, to: &hash)
    return SplitMix64(seed: hash.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// With its length, so that two texts are not taken for one.
  private static func add(_ text: String, to hash: inout SHA256) {
    hash.update(data: Data("\(text.utf8.count):\(text)".utf8))
  }
}
