/// Work on several things at once, a few at a time.
enum ConcurrentMap {
  /// The values of `transform` in the order of the elements; the first failure ends the others.
  static func map<Element: Sendable, Value: Sendable>(
    _ elements: [Element], limit: Int,
    _ transform: @escaping @Sendable (Element) async throws -> Value
  ) async throws -> [Value] {
    var values = [Value?](repeating: nil, count: elements.count)
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
      var waiting = elements.indices.makeIterator()
      func start() {
        guard let index = waiting.next() else { return }
        group.addTask { (index, try await transform(elements[index])) }
      }
      for _ in 0..<max(1, limit) { start() }
      while let (index, value) = try await group.next() {
        values[index] = value
        start()
      }
    }
    return values.compactMap(\.self)
  }
}
