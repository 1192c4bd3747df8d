internal import Foundation
internal import OracleKit

/// One fit by the real program against an oracle that thinks for a while.
struct Trial {
  /// Where the program lies.
  let program: URL
  /// Seconds that the oracle thinks about each call.
  let latency: Double
  /// How many calls the program makes at once.
  let concurrency: Int

  /// What a stage needed.
  struct StageResult {
    /// The role whose calls it makes.
    var role: String
    /// Its calls.
    var calls: Int
    /// How often the latency cannot be avoided.
    var rounds: Int
    /// Seconds from the first request to the last reply.
    var seconds: Double
  }

  /// What came of a fit.
  struct Result {
    /// What the stages needed, in order.
    var stages: [StageResult]
    /// What the oracle counted.
    var counters: OracleCounters
    /// The wall time of the whole program in seconds.
    var seconds: Double
    /// Latency times the sum of rounds.
    var ideal: Double
  }

  /// Fits a person.
  func run(_ person: BenchmarkPerson) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "fit-latency-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try OracleServer()
    defer { server.stop() }
    let file = folder.appending(path: "person.jsonl")
    try person.line.write(to: file)
    try rationale(["import", file.path], folder, server)

    server.behaviour.latency = latency
    let clock = ContinuousClock()
    let time = try clock.measure {
      try rationale(["fit", person.name, "--model", "oracle"], folder, server)
    }
    let stages = stages(of: server.calls)
    return Result(
      stages: stages, counters: server.counters, seconds: time / .seconds(1),
      ideal: latency * Double(stages.reduce(0) { $0 + $1.rounds }))
  }

  private func rationale(
    _ arguments: [String], _ folder: URL, _ server: OracleServer
  ) throws {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = [
      "HOME": folder.path, "OPENAI_BASE_URL": server.url.absoluteString, "OPENAI_API_KEY": "bench",
      "PATH": "/usr/bin:/bin",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Complaint("\(arguments[0]) ended with \(process.terminationStatus)")
    }
  }

  private func stages(of calls: [OracleCall]) -> [StageResult] {
    let chats = calls.filter { $0.role != nil }
    var order: [OracleRole] = []
    for role in chats.compactMap(\.role) where !order.contains(role) { order.append(role) }
    return order.map { role in
      let own = chats.filter { $0.role == role }
      let start = own.map(\.began).min() ?? 0
      return StageResult(
        role: role.rawValue, calls: own.count,
        rounds: (own.count + concurrency - 1) / concurrency,
        seconds: (own.compactMap(\.ended).max() ?? start) - start)
    }
  }
}
