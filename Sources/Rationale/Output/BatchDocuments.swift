internal import ChatModel
internal import RPM

/// What a batch export wrote, as `batch export` prints it.
struct BatchExportDocument: Codable, Hashable {
  struct File: Codable, Hashable {
    var path: String
    var lines: Int
  }

  struct Finished: Codable, Hashable {
    var user: String
    var version: Int
  }

  struct Failed: Codable, Hashable {
    var user: String
    var reason: String
  }

  var model: ModelIdentity
  var users: Int
  /// Users whose fit waits for replies.
  var waiting = 0
  /// Requests by the stage that wants them.
  var requests: [String: Int] = [:]
  var files: [File] = []
  /// Users whose fit is done; their model is stored.
  var finished: [Finished] = []
  var failed: [Failed] = []

  init(model: ModelIdentity, users: Int) {
    self.model = model
    self.users = users
  }

  /// Counts the requests of one more user.
  mutating func add(_ collected: [BatchRequest]) {
    waiting += 1
    for request in collected { requests[request.stage.rawValue, default: 0] += 1 }
  }

  /// The same for a person.
  ///
  /// - Parameter again: the command that goes on after the results are imported.
  func text(again: String) -> [String] {
    var lines = files.map { "wrote \($0.path), \(Count.of($0.lines, "request"))" }
    let stages = Stage.allCases.compactMap { stage in
      requests[stage.rawValue].map { "\($0) \(stage.rawValue)" }
    }
    if waiting > 0 {
      lines.append("\(Count.of(waiting, "user")) wait for them: \(stages.joined(separator: ", "))")
    }
    if !finished.isEmpty {
      let names = finished.prefix(5).map { "\($0.user) (version \($0.version))" }
      let more = finished.count - names.count
      lines.append(
        "\(Count.of(finished.count, "fit")) done: "
          + (names + (more > 0 ? ["\(more) more"] : [])).joined(separator: ", "))
    }
    lines += failed.map { "\($0.user): \($0.reason)" }
    if waiting > 0 {
      lines.append("then: rationale batch import RESULTS.jsonl && \(again)")
    } else if finished.isEmpty, failed.isEmpty {
      lines.append("nobody to fit")
    }
    return lines
  }
}

/// What a batch import took, as `batch import` prints it.
struct BatchImportDocument: Codable, Hashable {
  var lines = 0
  /// Replies that are kept now.
  var kept = 0
  /// Requests that failed, by reason; they wait on.
  var failures: [String: Int] = [:]
  /// Lines that nobody waits for: imported before, or not of this library.
  var unknown = 0
  var unreadable = 0
  /// The first of those that could not be read.
  var unreadableLines: [String] = []
  /// Requests that wait after this.
  var waiting = 0
  var usage = Usage()

  /// Notes a line that is no result.
  mutating func addUnreadable(_ text: String) {
    unreadable += 1
    if unreadableLines.count < 10 { unreadableLines.append(text) }
  }

  /// The same for a person.
  var text: [String] {
    var result = ["kept \(kept) \(kept == 1 ? "reply" : "replies") of \(Count.of(lines, "line"))"]
    if usage.calls > 0 { result[0] += ", \(UsageText.short(usage)), at the price of a batch" }
    let reasons = failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    result += reasons.map { "\($0.value) failed and wait on: \($0.key)" }
    if unknown > 0 {
      result.append("nobody waits for \(unknown): imported before, or not of this library")
    }
    result.append(
      waiting > 0
        ? "\(Count.of(waiting, "request")) still wait; export again to write what is missing"
        : "nothing waits; the same `rationale batch export` writes the next stage")
    return result
  }
}
