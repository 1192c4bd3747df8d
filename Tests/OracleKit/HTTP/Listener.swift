internal import Foundation
internal import Glibc
internal import Synchronization

/// A listening socket on 127.0.0.1 with a thread for each client.
///
/// Plain sockets, since a server of this kind must see that a client is gone the moment it is.
final class Listener: Sendable {
  /// The port.
  let port: UInt16
  private let socket: Int32
  private let clients = Mutex<Set<Int32>?>([])

  /// Binds the port; 0 takes a free one.
  init(port: UInt16) throws {
    let listening = Glibc.socket(
      AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard listening >= 0 else { throw ListenerFailure("no socket") }
    var on: Int32 = 1
    setsockopt(
      listening, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    var address = Self.loopback(port: port)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listening, address, size) == 0 && listen(listening, 512) == 0
          && getsockname(listening, address, &size) == 0
      }
    }
    guard bound else {
      close(listening)
      throw ListenerFailure("port \(port) cannot be taken")
    }
    socket = listening
    self.port = UInt16(bigEndian: address.sin_port)
  }

  /// The address of a port on this machine.
  static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  /// Serves every client that comes, until `stop()`.
  func serve(_ handle: @escaping @Sendable (inout Connection) -> Void) {
    Thread.detachNewThread { [self] in
      while true {
        let client = accept(socket, nil, nil)
        guard client >= 0 else {
          if errno == EINTR || errno == ECONNABORTED { continue }
          break
        }
        let isWelcome = clients.withLock { clients in
          clients?.insert(client)
          return clients != nil
        }
        guard isWelcome else {
          close(client)
          break
        }
        Thread.detachNewThread { [self] in
          var connection = Connection(socket: client)
          handle(&connection)
          clients.withLock {
            _ = $0?.remove(client)
            close(client)
          }
        }
      }
      close(socket)
    }
  }

  /// Takes no more clients and hangs up on those that are there.
  func stop() {
    shutdown(socket, Int32(SHUT_RDWR))
    clients.withLock { clients in
      for client in clients ?? [] { shutdown(client, Int32(SHUT_RDWR)) }
      clients = nil
    }
  }
}

/// Why there is no server.
struct ListenerFailure: Error, CustomStringConvertible {
  /// The reason.
  var description: String

  init(_ reason: String) { description = "the oracle cannot listen on 127.0.0.1: \(reason)" }
}
