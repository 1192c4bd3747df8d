internal import Foundation
internal import Presentation
internal import TerminalKit

/// Does what a session file says, line by line.
struct SessionPlayer {
  /// What the file is called in complaints.
  var name: String
  var script: SessionScript
  /// Whether an expectation that is not met ends it.
  var isStrict: Bool
  /// How fast somebody who watches is shown it, 1 for a second a key.
  var speed: Double

  /// Seconds until what is waited for must have come: a slow machine is not a wrong program.
  private static let patience = 60.0
  /// Seconds until what is expected must be seen.
  private static let attention = 10.0

  /// Plays the script.
  ///
  /// - Returns: the complaints about expectations that were not met, in lines to read.
  /// - Throws: `CommandFailure` where it cannot go on.
  func play(on stage: SessionStage) throws -> [String] {
    var complaints: [String] = []
    guard try stage.wait(seconds: Self.patience, until: { _ in true }) else {
      throw CommandFailure.failed("\(name): the cockpit shows nothing")
    }
    for step in script.steps {
      if stage.hasEnded() { throw failure(at: step, "the cockpit had ended by then", nil) }
      switch step.action {
      case .key(let key):
        stage.type(key.bytes ?? [])
        try pause(after: 1, on: stage)
      case .type(let text):
        for character in text {
          stage.type(Array(String(character).utf8))
          if stage.isWatched { try stage.watch(seconds: 0.08 / speed) }
        }
        try pause(after: 0.5, on: stage)
      case .paste(let text):
        stage.type(Key.paste(text).bytes ?? [])
        try pause(after: 1, on: stage)
      case .size(let size):
        stage.resize(to: size)
        try pause(after: 0, on: stage)
      case .wait(let text):
        guard try stage.wait(seconds: Self.patience, until: { $0.contains(text) }) else {
          throw failure(at: step, "waited in vain for \"\(text)\"", stage.shown)
        }
      case .expect(let text):
        if try stage.wait(seconds: Self.attention, until: { $0.contains(text) }) { continue }
        let complaint = "the screen does not show \"\(text)\""
        if isStrict { throw failure(at: step, complaint, stage.shown) }
        complaints.append("\(name):\(step.line): \(complaint)")
      }
    }
    return complaints
  }

  private func pause(after seconds: Double, on stage: SessionStage) throws {
    try stage.settle()
    if stage.isWatched { try stage.watch(seconds: seconds / speed) }
  }

  private func failure(
    at step: SessionScript.Step, _ what: String, _ shown: FrameFeed.Shown?
  ) -> CommandFailure {
    let screen = shown.map { "\n" + Self.lines(of: $0).joined(separator: "\n") } ?? ""
    return CommandFailure.failed("\(name):\(step.line): \(what)\(screen)")
  }

  /// A screen in lines without blanks at their ends.
  static func lines(of shown: FrameFeed.Shown) -> [String] {
    shown.rows.map { row in
      String(row.prefix(row.count - row.reversed().prefix { $0 == " " }.count))
    }
  }
}
