internal import Foundation
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct CopiedTextTests {
  @Test @MainActor func theTerminalTheToolOrAFileGetsTheTextItself() async throws {
    let folder = NSTemporaryDirectory() + "rationale-copy-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let copied = CopiedText(text: "日本 \u{1B}[2J", what: "row")
    var sent: [UInt8] = []
    let byTerminal = try await copied.copy(
      environment: ["TERM": "xterm-256color", "SSH_TTY": "/dev/pts/1"], folder: folder
    ) { sent += $0 }
    #expect(byTerminal.contains("OSC 52"))
    let code = Data(copied.text.utf8).base64EncodedString()
    #expect(String(decoding: sent, as: UTF8.self) == "\u{1B}]52;c;\(code)\u{7}")
    #expect(!FileManager.default.fileExists(atPath: folder))
    // The console of Linux has no clipboard, and too much text no terminal takes.
    let long = CopiedText(text: String(repeating: "x", count: 60_000), what: "panel 3")
    for (text, term) in [(copied, "linux"), (long, "xterm")] {
      let told = try await text.copy(
        environment: ["TERM": term, "PATH": "/nowhere"], folder: folder
      ) {
        _ in Issue.record("nothing goes to the terminal")
      }
      #expect(told.contains("copied.txt"))
      #expect(try String(contentsOfFile: folder + "/copied.txt", encoding: .utf8) == text.text)
      let mode = try FileManager.default.attributesOfItem(atPath: folder + "/copied.txt")
      #expect((mode[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }
  }
}
