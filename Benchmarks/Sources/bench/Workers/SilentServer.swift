internal import Foundation
internal import Synchronization

/// A server on this machine that takes connections and, unless told otherwise, says and reads
/// nothing.
final class SilentServer: Sendable {
  /// Where it listens.
  let port: Int
  private let listener: Int32
  private let count = Mutex(0)

  /// How many connections it took.
  var connections: Int { count.withLock { $0 } }

  /// - Parameter serve: what it does with a connection; the connection is closed afterwards.
  init(serve: (@Sendable (Int32) -> Void)? = nil) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    port = try Self.bind(listener, to: "127.0.0.1", port: 0)
    listen(listener, 64)
    Thread.detachNewThread { [weak self] in
      // Without anything to do for them, connections stay open until the process ends.
      while case let connection = accept(listener, nil, nil), connection >= 0 {
        self?.count.withLock { $0 += 1 }
        if let serve {
          Thread.detachNewThread {
            serve(connection)
            close(connection)
          }
        }
      }
      close(listener)
    }
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  // MARK: Names

  /// Where names are looked up that nobody answers for.
  static let names = "127.0.77.1"

  /// Takes questions for names; only root may.
  static func listenForNames() throws -> Int32 {
    let names = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    _ = try bind(names, to: Self.names, port: 53)
    return names
  }

  /// Takes questions that came; `false` where none did.
  static func takeName(_ names: Int32) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 512)
    var found = false
    while recv(names, &buffer, buffer.count, Int32(MSG_DONTWAIT)) > 0 { found = true }
    return found
  }

  private static func bind(_ socket: Int32, to host: String, port: UInt16) throws -> Int {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr(host)
    address.sin_port = port.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    guard isBound else { throw Complaint("cannot listen at \(host)") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
