internal import Foundation
internal import OracleKit

/// `oracle-server`: the oracle as a program, for scripts.
///
/// Prints its base URL on the first line, serves until SIGTERM or SIGINT, then prints what it
/// counted as JSON.
@main
enum Main {
  static func main() {
    var behaviour = OracleBehaviour()
    var port: UInt16 = 0
    var upstream: URL?
    var arguments = CommandLine.arguments.dropFirst()
    while let option = arguments.popFirst() {
      let name = String(option.drop { $0 == "-" })
      guard option.hasPrefix("--"), let value = arguments.popFirst() else { fail(usage) }
      switch name {
      case "port": port = wanted(UInt16(value), "no port: \(value)")
      case "proxy": upstream = wanted(URL(string: value), "no URL: \(value)")
      default:
        if !behaviour.set(name, to: value) { fail("no option or value: --\(name) \(value)") }
      }
    }
    // Before there is any other thread, since each begins with this one's mask.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let server: OracleServer
    do {
      server = try OracleServer(behaviour, port: port, upstream: upstream)
    } catch {
      fail("\(error)")
    }
    say(server.url.absoluteString)
    var signal: Int32 = 0
    sigwait(&signals, &signal)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    if let counters = try? encoder.encode(server.counters) {
      say(String(decoding: counters, as: UTF8.self))
    }
  }

  private static let usage = """
    usage: oracle-server [--port N] [--proxy URL] [--latency MS] [--chunk-delay MS] \
    [--chunk-bytes N] [--key KEY] [--refuse-schema STATUS] [--refuse-json-object STATUS] \
    [--bad-json TURN] [--wrong-number TURN] [--rate-limit TURN] [--retry-after S] \
    [--failure TURN] [--disconnect TURN] [--hang TURN] …
    """

  /// At once, whether or not somebody buffers.
  private static func say(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
  }

  private static func fail(_ reason: String) -> Never {
    try? FileHandle.standardError.write(contentsOf: Data(("oracle-server: " + reason + "\n").utf8))
    exit(2)
  }

  private static func wanted<Value>(_ value: Value?, _ reason: String) -> Value {
    guard let value else { fail(reason) }
    return value
  }
}
