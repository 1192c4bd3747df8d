package import ChatModel
package import RPM
internal import Workbench

/// What a batch export wrote, as `batch export` prints it.
package struct BatchExportDocument: Codable, Hashable {
  package struct File: Codable, Hashable {
    package var path: String
    package var lines: Int
  }

  package struct Finished: Codable, Hashable {
    package var user: String
    package var version: Int

    package init(user: String, version: Int) {
      self.user = user
      self.version = version
    }
  }

  package struct Failed: Codable, Hashable {
    package var user: String
    package var reason: String

    package init(user: String, reason: String) {
      self.user = user
      self.reason = reason
    }
  }

  package var model: ModelIdentity
  package var users: Int
  /// Users whose fit waits for replies.
  package var waiting = 0
  /// Requests by the stage that wants them, those that several users want once.
  package var requests: [String: Int] = [:]
  /// What their replies are likely to use, at the price of a batch.
  package var estimate = Usage()
  /// Those of them that stand in an earlier file as well, of which no result has come.
  package var repeated = 0
  package var files: [File] = []
  /// Users whose fit is done; their model is stored.
  package var finished: [Finished] = []
  /// Users whose newest model is what the fit would store.
  package var unchanged: [Finished] = []
  /// Requests that no batch could bring, of the fits that are done; their items are marked.
  package var givenUp = 0
  package var failed: [Failed] = []

  package init(model: ModelIdentity, users: Int) {
    self.model = model
    self.users = users
  }

  /// The same for a person.
  ///
  /// - Parameter again: the command that goes on after the results are imported.
  package func text(again: String) -> [String] {
    var lines = files.map { "wrote \($0.path), \(Count.of($0.lines, "request"))" }
    let stages = Stage.allCases.compactMap { stage in
      requests[stage.rawValue].map { "\($0) \(stage.rawValue)" }
    }
    if waiting > 0 {
      let wait = waiting == 1 ? "waits" : "wait"
      lines.append(
        "\(Count.of(waiting, "user")) \(wait) for them: \(stages.joined(separator: ", ")), "
          + UsageText.short(estimate))
    }
    if repeated > 0 {
      lines.append(
        """
        \(repeated) of them stand in an earlier file too, and no result of that was imported: send \
        only one of the two, or pay twice
        """)
    }
    if !finished.isEmpty {
      lines.append("\(Count.of(finished.count, "fit")) done: \(Self.list(finished))")
    }
    if !unchanged.isEmpty {
      lines.append("already fitted so: \(Self.list(unchanged))")
    }
    if givenUp > 0 {
      lines.append(
        """
        \(Count.of(givenUp, "request")) could not be had from a batch: what needed them is marked, and \
        `rationale fit` asks directly
        """)
    }
    lines += failed.map { "\($0.user): \($0.reason)" }
    if waiting > 0 {
      lines.append("then: rationale batch import RESULTS.jsonl && \(again)")
    } else if finished.isEmpty, unchanged.isEmpty, failed.isEmpty {
      lines.append("nobody to fit")
    }
    return lines
  }

  private static func list(_ fits: [Finished]) -> String {
    let names = fits.prefix(5).map { "\($0.user) (version \($0.version))" }
    let more = fits.count - names.count
    return (names + (more > 0 ? ["\(more) more"] : [])).joined(separator: ", ")
  }
}

/// What a batch import took, as `batch import` prints it.
package struct BatchImportDocument: Codable, Hashable {
  /// Requests that failed in the same way.
  package struct Failure: Codable, Hashable {
    /// The way, in a word or two of the provider.
    package var kind: String
    package var count: Int
    /// What was said of the first of them.
    package var example: String

    package init(kind: String, count: Int, example: String) {
      self.kind = kind
      self.count = count
      self.example = example
    }
  }

  package var lines = 0
  /// Replies that are kept now.
  package var kept = 0
  /// Requests that failed, the most frequent way first.
  package var failures: [Failure] = []
  /// Those of them that are not sent again: the same would come back.
  package var givenUp = 0
  /// Whether the server did not take a parameter, which every line has.
  package var refusesForm = false
  /// Lines that changed nothing: imported before, or not of this library.
  package var unknown = 0

  package init() {}
  package var unreadable = 0
  /// The first of those that could not be read.
  package var unreadableLines: [String] = []
  /// Requests that wait after this.
  package var waiting = 0
  package var usage = Usage()
  /// The commands that go on; the folder of the files is that of the last export.
  package var next: [String] = []

  /// Notes a line that is no result.
  package mutating func addUnreadable(_ text: String) {
    unreadable += 1
    if unreadableLines.count < 10 { unreadableLines.append(text) }
  }

  /// Counts a request that failed.
  package mutating func addFailure(_ failure: BatchFailure, isGivenUp: Bool) {
    if isGivenUp { givenUp += 1 }
    if failure.isAboutForm { refusesForm = true }
    if let index = failures.firstIndex(where: { $0.kind == failure.kind }) {
      failures[index].count += 1
    } else {
      failures.append(Failure(kind: failure.kind, count: 1, example: failure.description))
    }
    failures.sort { ($1.count, $0.kind) < ($0.count, $1.kind) }
  }

  /// The same for a person.
  package var text: [String] {
    var result = ["kept \(kept) \(kept == 1 ? "reply" : "replies") of \(Count.of(lines, "line"))"]
    if usage.calls > 0 {
      result[0] += ", \(UsageText.short(usage))"
      if usage.dollars > 0 { result[0] += ", at the price of a batch" }
    }
    result += failures.map { failure in
      let isNamed = failure.example.hasPrefix("\(failure.kind): ")
      let detail = failure.example.dropFirst(isNamed ? failure.kind.count + 2 : 0)
      return "\(failure.count) failed: \(failure.kind)"
        + (detail == failure.kind ? "" : " (\(detail))")
    }
    if givenUp > 0 {
      result.append(
        "\(givenUp) of these are not sent again: the same would come back, so their items are marked"
      )
    }
    if refusesForm {
      result.append(
        """
        the server did not take a parameter: `rationale models NAME --check` finds out what it \
        takes, and the next export heeds it
        """)
    }
    if unknown > 0 {
      result.append("\(unknown) changed nothing: imported before, or not of this library")
    }
    result.append(
      waiting > 0
        ? "\(Count.of(waiting, "request")) still \(waiting == 1 ? "waits" : "wait"); what failed "
          + "or is missing is written again by the next export"
        : "nothing waits")
    result += next.map { "then: \($0)" }
    return result
  }
}
