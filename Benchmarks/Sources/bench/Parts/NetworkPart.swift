internal import Foundation

/// The way to a server: processor time of eight calls that wait, the first byte, the end of a call.
enum NetworkPart {
  static func figures(in bench: Bench) throws -> [Figure] {
    let runs = bench.isSmall ? 3 : 20
    return try bench.worker(.waiting, [bench.isSmall ? 2 : 15])
      + bench.worker(.firstByte, [runs * 5]) + bench.worker(.cancelling, [runs])
      + lookup(runs: runs, in: bench)
  }

  /// Names are looked up at a server that says nothing: a file of its own tells where, which takes
  /// a namespace of its own.
  private static func lookup(runs: Int, in bench: Bench) throws -> [Figure] {
    guard getuid() == 0, let executable = Bundle.main.executablePath else {
      bench.say("network: only root can have names looked up at a silent server")
      return []
    }
    let servers = try bench.folder("names").appending(path: "resolv.conf")
    try "nameserver \(SilentServer.names)\noptions timeout:10 attempts:1\n".write(
      to: servers, atomically: true, encoding: .utf8)
    let shell = ChildProcess(
      program: "/usr/bin/unshare", environment: ProcessInfo.processInfo.environment)
    let outcome = try shell.run([
      "-m", "sh", "-c",
      "mount --bind \"$1\" /etc/resolv.conf && exec \"$2\" --worker lookup \"$3\"",
      "sh", servers.path, executable, "\(runs)",
    ])
    return try JSONDecoder().decode([Figure].self, from: outcome.output)
  }
}
