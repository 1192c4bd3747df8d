/// Work that may take some time and no longer.
package enum Deadline {
  /// Waits for work. Cancels it when it is late, and with the task; it has ended in any case.
  ///
  /// - Parameter patience: the longest it may take, in seconds.
  /// - Returns: what it made; `nil` when it was late.
  package static func wait<Value: Sendable>(
    _ patience: Double, for work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value? {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try? await Task.sleep(for: .seconds(patience))
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }
}
