internal import Synchronization

/// Does pieces of work one after the other, in the order in which they were handed over: what is
/// changed by hand must not overtake what was changed before it.
package final class SerialLane: Sendable {
  private let last = Mutex<Task<Void, Never>?>(nil)

  package init() {}

  /// Hands work over, and comes back at once with what ends when it is done.
  @discardableResult
  package func add(_ work: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
    last.withLock { last in
      let before = last
      let task = Task {
        await before?.value
        await work()
      }
      last = task
      return task
    }
  }

  /// Waits until all that was handed over so far is done.
  package func drained() async { await last.withLock(\.self)?.value }
}
