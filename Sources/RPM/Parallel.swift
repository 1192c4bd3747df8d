internal import Dispatch
internal import Synchronization

/// Work spread over the cores whose result does not depend on how it was spread.
package enum Parallel {
  /// The values of `transform` in order.
  package static func map<Element: Sendable, Value: Sendable>(
    _ elements: [Element], minimumPerPiece: Int = 64,
    _ transform: @Sendable (Element) -> Value
  ) -> [Value] {
    let count = elements.count
    let pieces = min(16, count / max(1, minimumPerPiece))
    guard pieces > 1 else { return elements.map(transform) }
    let collector = Collector<Value>(pieces: pieces)
    DispatchQueue.concurrentPerform(iterations: pieces) { piece in
      let range = count * piece / pieces..<count * (piece + 1) / pieces
      collector.store(elements[range].map(transform), at: piece)
    }
    return collector.joined()
  }

  /// The values of a `transform` that may fail, in order; the first failure in that order is
  /// thrown.
  package static func tryMap<Element: Sendable, Value: Sendable>(
    _ elements: [Element], minimumPerPiece: Int = 64,
    _ transform: @Sendable (Element) throws -> Value
  ) throws -> [Value] {
    try map(elements, minimumPerPiece: minimumPerPiece) { element in
      Result { try transform(element) }
    }.map { try $0.get() }
  }
}

/// Takes the results of pieces that finish in any order and joins them in their own.
private final class Collector<Value: Sendable>: Sendable {
  private let pieces: Mutex<[[Value]]>

  init(pieces count: Int) {
    pieces = Mutex([[Value]](repeating: [], count: count))
  }

  func store(_ values: [Value], at piece: Int) {
    pieces.withLock { $0[piece] = values }
  }

  func joined() -> [Value] {
    pieces.withLock { Array($0.joined()) }
  }
}
