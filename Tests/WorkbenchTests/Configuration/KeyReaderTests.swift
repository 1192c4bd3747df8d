internal import ChatModel
internal import Foundation
internal import Testing

@testable import Workbench

@Suite struct KeyReaderTests {
  private let reader = KeyReader(
    environment: ["WORK": " sk-work\n", "EMPTY": " ", "TWO": "sk two", "PATH": "/usr/bin:/bin"],
    patience: 0.3)

  private func failure(_ source: KeySource) async -> ConfigError? {
    await #expect(throws: ConfigError.self) { try await reader.key(source) }
  }

  @Test func aVariableHoldsIt() async throws {
    #expect(try await reader.key(.none) == nil)
    #expect(try await reader.key(.environment(variable: "WORK")) == APIKey("sk-work"))
    for name in ["NONE", "EMPTY"] {
      #expect(await failure(.environment(variable: name))?.description.contains(name) == true)
    }
    let two = await failure(.environment(variable: "TWO"))
    #expect(two?.description.contains("sk") == false)
  }

  /// What is pasted with a key is told, and not sent.
  @Test(arguments: [
    ("\"sk-quoted\"", "take the quotes away"), ("'sk-quoted'", "take the quotes away"),
    ("\u{201C}sk-quoted\u{201D}", "take the quotes away"), ("sk-quoted\"", "take the quotes away"),
    ("sk-bro\nken-quoted", "line break"), ("sk-bro\r\nken-quoted", "line break"),
    ("Bearer sk-quoted", "leave only the key"), ("sk-quoted\u{0}", "plain ASCII"),
  ])
  func whatIsPastedWithIt(_ text: String, _ words: String) async {
    let reader = KeyReader(environment: ["WORK": text])
    let error = await #expect(throws: ConfigError.self) {
      try await reader.key(.environment(variable: "WORK"))
    }
    #expect(error?.description.contains("WORK") == true)
    #expect(error?.description.contains(words) == true)
    #expect(error?.description.contains("quoted") == false)
  }

  @Test func aFileHoldsItThatOnlyItsOwnerReads() async throws {
    let path = NSTemporaryDirectory() + "key \(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(await failure(.file(path: path))?.description.contains(path) == true)
    try Data("sk-file\n".utf8).write(to: URL(fileURLWithPath: path))
    for (mode, isTaken) in [(0o600, true), (0o400, true), (0o640, false), (0o604, false)] {
      #expect(chmod(path, mode_t(mode)) == 0)
      if isTaken {
        #expect(try await reader.key(.file(path: path)) == APIKey("sk-file"))
      } else {
        let error = await failure(.file(path: path))
        #expect(error?.message.contains("chmod 600 '\(path)'") == true)
      }
    }
    #expect(await failure(.file(path: NSTemporaryDirectory()))?.message.contains("plain") == true)
  }

  @Test func aCommandPrintsIt() async throws {
    func key(_ command: String) async throws -> APIKey? {
      try await reader.key(.command(command, place: "c.toml:3"))
    }
    #expect(try await key("printf ' %s \\n' \"$WORK\"") == APIKey("sk-work"))
    // What stays behind in the background holds up nobody.
    #expect(try await key("sleep 2 & echo sk-quick") == APIKey("sk-quick"))
    #expect(try await key("cat; echo sk-nothing-to-read") == APIKey("sk-nothing-to-read"))
    for (command, says) in [
      ("echo sk-secret; exit 3", "exit code 3"), ("kill -9 $$", "exit code 137"),
      ("sleep 5; echo sk-secret", "more than"), ("true", "empty"), ("yes sk-secret", "more than"),
      ("echo sk-secret; echo more", "one line"),
    ] {
      let error = await failure(.command(command, place: "c.toml:3"))
      #expect(error?.description.hasPrefix("c.toml:3: ") == true)
      #expect(error?.message.contains(says) == true, "\(command): \(error?.message ?? "")")
      #expect(error?.description.contains("secret") == false)
    }
  }

  @Test func aCancelledCommandEnds() async {
    let slow = KeyReader(environment: [:], patience: 60)
    let work = Task { try await slow.key(.command("sleep 60", place: "c")) }
    work.cancel()
    await #expect(throws: CancellationError.self) { try await work.value }
  }
}
