internal import Foundation
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct HostClipboardTests {
  /// A folder with a script named `xclip`; the folder is gone afterwards.
  private func withTool(
    _ script: String, _ body: (_ folder: String, _ tool: String) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("clipboard \(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let file = folder + "/xclip"
    try "#!/bin/sh\n\(script)\n".write(toFile: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    let route = Clipboard.Route.choose(environment: ["TERM": "xterm", "DISPLAY": ":0"]) {
      Clipboard.findTool($0, path: folder)
    }
    guard case .tool(let path, let arguments) = route else {
      Issue.record("\(route)")
      return
    }
    #expect(arguments == ["-selection", "clipboard"])
    try await body(folder, path)
  }

  @Test func theToolReadsTheText() async throws {
    try await withTool(#"cat > "$(dirname "$0")/got"; echo "$@" > "$(dirname "$0")/arguments""#) {
      folder, tool in
      // More than a pipe holds.
      let text = "Zoë\u{1B}[2J\n\u{0}" + String(repeating: "path ", count: 60_000)
      try await HostClipboard.copy(text, with: tool, ["-selection", "clipboard"], patience: 60)
      let got = try Data(contentsOf: URL(fileURLWithPath: folder + "/got"))
      #expect(got == Data(text.utf8))
      let arguments = try String(contentsOfFile: folder + "/arguments", encoding: .utf8)
      #expect(arguments == "-selection clipboard\n")
    }
  }

  @Test func whoStaysInTheBackgroundIsNotWaitedFor() async throws {
    try await withTool(#"cat > /dev/null; (sleep 5; touch "$(dirname "$0")/late") &"#) {
      folder, tool in
      try await HostClipboard.copy("text", with: tool, patience: 60)
      #expect(!FileManager.default.fileExists(atPath: folder + "/late"))
    }
  }

  @Test func aFailureIsTold() async throws {
    try await withTool("exec 0<&-; exit 7") { _, tool in
      await #expect {
        let text = String(repeating: "x", count: 300_000)
        try await HostClipboard.copy(text, with: tool, patience: 60)
      } throws: { "\($0)".contains("exit code 7") }
    }
    await #expect {
      try await HostClipboard.copy("text", with: "/nowhere/xclip")
    } throws: { "\($0)".contains("xclip cannot be run") }
  }

  @Test func oneThatHangsIsKilled() async throws {
    try await withTool("exec sleep 600") { _, tool in
      await #expect {
        let text = String(repeating: "x", count: 300_000)
        try await HostClipboard.copy(text, with: tool, patience: 0.2)
      } throws: { "\($0)".contains("in time") }
    }
  }
}
