internal import Foundation
internal import Testing

@testable import TerminalKit

@Suite struct ClipboardTests {
  private func route(_ environment: [String: String], _ tools: Set<String> = []) -> Clipboard.Route
  {
    Clipboard.Route.choose(environment: environment) { tools.contains($0) ? "/bin/\($0)" : nil }
  }

  private static let x = ["TERM": "xterm-256color", "DISPLAY": ":0"]

  @Test func aToolIsTakenWhereItHasADisplay() {
    #expect(
      route(Self.x, ["xsel", "xclip"])
        == .tool(path: "/bin/xclip", arguments: ["-selection", "clipboard"]))
    #expect(
      route(Self.x, ["xsel"]) == .tool(path: "/bin/xsel", arguments: ["--clipboard", "--input"]))
    #expect(
      route(Self.x.merging(["WAYLAND_DISPLAY": "wayland-0"]) { $1 }, ["wl-copy", "xclip"])
        == .tool(path: "/bin/wl-copy", arguments: []))
    #expect(route(Self.x, ["wl-copy"]) == .osc52(wrapping: .none), "no compositor to talk to")
    #expect(
      route(["TERM": "xterm", "DISPLAY": ""], ["xclip"]) == .osc52(wrapping: .none))
    #expect(route(["TERM": "linux"], ["pbcopy"]) == .tool(path: "/bin/pbcopy", arguments: []))
  }

  @Test func overSSHTheTerminalIsAsked() {
    for variable in ["SSH_TTY", "SSH_CONNECTION"] {
      let far = Self.x.merging([variable: "x"]) { $1 }
      #expect(route(far, ["xclip", "pbcopy"]) == .osc52(wrapping: .none))
      #expect(
        route(far.merging(["TMUX": "/s,1,0"]) { $1 }, ["xclip"]) == .osc52(wrapping: .tmux))
      #expect(
        route(["TERM": "screen", "STY": "1.x", variable: "x"]) == .osc52(wrapping: .screen))
      #expect(route(["TERM": "linux", variable: "x"], ["xclip"]) == .file)
    }
  }

  @Test func whereNothingWorksAFileIsLeft() {
    #expect(route(["TERM": "linux"]) == .file)
    #expect(route([:]) == .file)
    #expect(route(["TERM": "linux", "TMUX": "/s,1,0"]) == .osc52(wrapping: .tmux))
    let long = String(repeating: "a", count: 56_246)
    #expect(Clipboard.Route.osc52(wrapping: .none).fitting(long) == .file)
    #expect(Clipboard.Route.osc52(wrapping: .tmux).fitting("a") == .osc52(wrapping: .tmux))
    let tool = Clipboard.Route.tool(path: "/bin/xclip", arguments: [])
    #expect(tool.fitting(long) == tool)
  }

  private func sequence(_ text: String, _ wrapping: Clipboard.Wrapping) -> String? {
    Clipboard.sequence(for: text, wrapping: wrapping).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func sequencesByteByByte() {
    #expect(sequence("Zoë\n", .none) == "\u{1B}]52;c;Wm/Dqwo=\u{7}")
    #expect(
      sequence("hi", .tmux)
        == "\u{1B}]52;c;aGk=\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;aGk=\u{7}\u{1B}\\")
    #expect(sequence("hi", .screen) == "\u{1B}P\u{1B}]52;c;aGk=\u{7}\u{1B}\\")
    #expect(sequence("", .none) == "\u{1B}]52;c;\u{7}")
  }

  @Test func screenGetsPieces() throws {
    let text = String(repeating: "path ", count: 200)
    let wrapped = try #require(sequence(text, .screen))
    let pieces = wrapped.components(separatedBy: "\u{1B}\\").dropLast()
    #expect(pieces.count > 4)
    #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count < 250 })
    #expect(pieces.map { $0.dropFirst(2) }.joined() == sequence(text, .none))
  }

  @Test func theTextCannotBeObeyed() throws {
    let hostile = "\u{1B}\\\u{7}\u{9C}\u{1B}]0;x\u{7}\u{18}"
    let bytes = try #require(Clipboard.sequence(for: hostile, wrapping: .none))
    #expect(bytes.filter { $0 < 0x20 || $0 > 0x7E } == [0x1B, 0x07])
  }

  @Test func theLimitIsThatOfTerminals() {
    let most = String(repeating: "a", count: 56_244)
    #expect(Clipboard.sequence(for: most, wrapping: .none)?.count == 74_992 + 8)
    #expect(Clipboard.sequence(for: most + "a", wrapping: .none) == nil)
  }

  @Test func base64AsFoundationHasIt() {
    for length in 0...70 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length) }
      #expect(
        String(decoding: Clipboard.base64(bytes), as: UTF8.self)
          == Data(bytes).base64EncodedString())
    }
  }

  @Test func toolsAreFoundOnThePath() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tools-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder + "/xsel", withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: folder + "/xclip", contents: nil))
    #expect(Clipboard.findTool("xclip", path: folder) == nil, "it may not be run")
    #expect(Clipboard.findTool("xsel", path: folder) == nil, "it is a folder")
    #expect(Clipboard.findTool("sh", path: "bin::.:\(folder):/bin") == "/bin/sh")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder + "/xclip")
    #expect(Clipboard.findTool("xclip", path: "/bin:\(folder)") == folder + "/xclip")
  }
}
