/// Calls that do not wait for one another, a few at a time.
package enum Concurrent {
  /// The values of `transform` in the order of the elements.
  ///
  /// The first failure ends the others, except where a call waits for a batch: then the rest is
  /// asked as well, so that one batch holds them all.
  package static func map<Element: Sendable, Value: Sendable>(
    _ elements: [Element], limit: Int,
    _ transform: @escaping @Sendable (Element) async throws -> Value
  ) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Result<Value, RoleFailure>).self) { group in
      var values = [Value?](repeating: nil, count: elements.count)
      var deferred: RoleFailure?
      var next = 0
      func start() {
        guard next < elements.count else { return }
        let (index, element) = (next, elements[next])
        next += 1
        group.addTask {
          do {
            return (index, .success(try await transform(element)))
          } catch let failure as RoleFailure where failure.reach == .deferred {
            return (index, .failure(failure))
          }
        }
      }
      for _ in 0..<max(1, limit) { start() }
      while let (index, result) = try await group.next() {
        switch result {
        case .success(let value): values[index] = value
        case .failure(let failure): deferred = failure
        }
        start()
      }
      if let deferred { throw deferred }
      return values.compactMap(\.self)
    }
  }
}
