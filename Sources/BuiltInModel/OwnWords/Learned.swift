internal import Synchronization

/// What is learned at the end of a fit, and read from then on.
final class Learned<Reader: Sendable>: Sendable {
  private let value = Mutex<Reader?>(nil)

  var reader: Reader? {
    get { value.withLock(\.self) }
    set { value.withLock { $0 = newValue } }
  }
}
