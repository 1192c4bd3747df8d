internal import CCurl
internal import Dispatch
internal import Glibc

/// What Dispatch watches one socket of libcurl for.
///
/// Each source watches a duplicate of the descriptor and closes it when Dispatch has let go of it.
/// libcurl closes its own at once, and the number is soon that of another socket: a source that was
/// still at it would take the new one's events or lose them.
struct CurlSocket {
  private var read: (any DispatchSourceRead)?
  private var write: (any DispatchSourceWrite)?

  /// Watches for something else.
  ///
  /// - Parameters:
  ///   - what: bits of `CCURL_POLL_IN` and `CCURL_POLL_OUT`.
  ///   - ready: gets one of `CCURL_READY_IN` and `CCURL_READY_OUT`.
  mutating func watch(
    _ socket: Int32, what: Int32, on queue: DispatchQueue, ready: @escaping (Int32) -> Void
  ) {
    if what & CCURL_POLL_IN == 0 {
      read?.cancel()
      read = nil
    } else if read == nil {
      let copy = Self.duplicate(socket)
      read = DispatchSource.makeReadSource(fileDescriptor: copy.descriptor, queue: queue)
      read?.setEventHandler { ready(CCURL_READY_IN) }
      read?.setCancelHandler { copy.close() }
      read?.activate()
    }
    if what & CCURL_POLL_OUT == 0 {
      write?.cancel()
      write = nil
    } else if write == nil {
      let copy = Self.duplicate(socket)
      write = DispatchSource.makeWriteSource(fileDescriptor: copy.descriptor, queue: queue)
      write?.setEventHandler { ready(CCURL_READY_OUT) }
      write?.setCancelHandler { copy.close() }
      write?.activate()
    }
  }

  /// Watches no more.
  func cancel() {
    read?.cancel()
    write?.cancel()
  }

  private struct Duplicate {
    var descriptor: Int32
    var isOwn: Bool

    func close() { if isOwn { Glibc.close(descriptor) } }
  }

  /// Where no more files may be opened the socket itself has to do.
  private static func duplicate(_ socket: Int32) -> Duplicate {
    let copy = fcntl(socket, F_DUPFD_CLOEXEC, 0)
    return copy < 0
      ? Duplicate(descriptor: socket, isOwn: false) : Duplicate(descriptor: copy, isOwn: true)
  }
}
