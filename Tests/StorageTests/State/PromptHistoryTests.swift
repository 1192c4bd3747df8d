internal import Foundation
internal import Testing

@testable internal import Storage

@Suite struct PromptHistoryTests {
  @Test func linesComeBackForTheirUser() throws {
    let scratch = try Scratch()
    let history = PromptHistory(path: scratch.path("deep/history"))
    #expect(history.entries().isEmpty)
    for (user, text) in [("A", "one"), ("B", "two\nlines"), ("A", "three"), ("A", "one")] {
      try history.append(.init(user: user, task: "t", text: text))
    }
    #expect(history.lines(user: "A", task: "t") == ["three", "one"])
    #expect(history.lines(user: "B", task: "t") == ["two\nlines"])
    #expect(history.lines(user: "A", task: "s").isEmpty)
    let attributes = try FileManager.default.attributesOfItem(atPath: history.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func unreadableLinesArePassedOver() throws {
    let scratch = try Scratch()
    let path = try scratch.write("garbage\n{\"text\": \"kept\"}\n{\"text\": \"cut", to: "history")
    #expect(PromptHistory(path: path).entries().map(\.text) == ["kept"])
  }

  @Test func aFileThatOthersMayReadIsClosedToThem() throws {
    let scratch = try Scratch()
    let history = PromptHistory(path: try scratch.write("", to: "history"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: history.path)
    try history.append(.init(user: nil, task: nil, text: "x"))
    let attributes = try FileManager.default.attributesOfItem(atPath: history.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }
}
