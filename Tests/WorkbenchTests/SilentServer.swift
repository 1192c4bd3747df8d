internal import ChatModel
internal import Glibc
internal import Testing

@testable import Workbench

/// A server that takes connections and never says a word: who asks it still waits when the test
/// cancels, however busy the machine is.
struct SilentServer {
  private let descriptor: Int32
  private let port: UInt16

  init() {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (own, length) = (descriptor, size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        precondition(bind(own, address, length) == 0 && listen(own, 8) == 0)
        precondition(getsockname(own, address, &size) == 0)
      }
    }
    port = address.sin_port.byteSwapped
  }

  func close() { Glibc.close(descriptor) }

  /// A language model behind it.
  var use: ModelUse {
    get throws {
      let url = try #require(BaseURL("http://127.0.0.1:\(port)/v1"))
      return ModelUse(choice: .chat(EndpointChoice(url: url), model: "m"), spending: Spending())
    }
  }
}
