internal import Foundation

/// Writes to a file descriptor until all is written.
package enum DescriptorWriter {
  /// - Throws: `ClosedPipe`, or `CommandFailure` with what the system says.
  package static func write(_ text: String, to descriptor: Int32, name: String) throws {
    var text = text
    try text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno == EPIPE {
          throw ClosedPipe()
        } else if errno == EAGAIN {
          // A terminal that somebody else made non-blocking.
          var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&wanted, 1, 100)
        } else if errno != EINTR {
          throw CommandFailure.failed(
            "\(name) cannot be written: \(String(cString: strerror(errno)))")
        }
      }
    }
  }
}
