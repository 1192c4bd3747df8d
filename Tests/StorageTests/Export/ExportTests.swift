internal import Foundation
internal import RPM
internal import Testing

@testable internal import Storage

@Suite struct ExportTests {
  private static let users = [
    Sample.reviews,
    #"{"user": "A \"b\"\\\n\t", "task": "t", "labels": ["low", "high"], "ordered": true, "instruction": "i", "history": [{"query": "é 猫 \u0007", "response": "low", "z": {"b": [1.50, null], "a": -0e5}, "a": "ä"}], "later": [true, {}]}"#,
    #"{"user": "B", "task": "t", "labels": ["2", "1"], "ordered": false, "instruction": "i", "history": []}"#,
    #"{"user": "C", "task": "t", "labels": null, "instruction": "i", "history": [{"query": "Q?", "response": "no", "options": ["yes", "no"]}], "test": [{"query": "R?", "response": "A", "options": ["yes", "no"], "date": "2020"}]}"#,
    #"{"user": "D", "task": "t", "labels": null, "instruction": "i", "history": [{"query": "q", "response": "r"}, {"query": "q", "response": "r"}]}"#,
  ]

  private func copy(_ line: String) async throws -> (user: User, text: String) {
    let scratch = try Scratch()
    let library = try await scratch.library()
    let report = try await library.importFile(scratch.write(line, to: "in.jsonl"))
    let id = try #require(report.users.first)
    return (try await library.user(id), try await library.export(id))
  }

  @Test(arguments: users) func anExportImportsEqual(_ line: String) async throws {
    let first = try await copy(line)
    let second = try await copy(first.text)
    #expect(second.user == first.user)
    #expect(second.text == first.text)
  }

  @Test func aFileInTheUsualSpellingComesBackToTheByte() async throws {
    let line = #"""
      {"user": "A", "task": "t", "labels": ["1", "2"], "instruction": "i", "history": [{"query": "a/b \"c\"", "response": "1", "date": "2020-01-02", "score": 1.50, "tags": ["x", {"y": null}]}], "source": {"b": 1, "a": [2, 3]}}

      """#
    #expect(try await copy(line).text == line)
  }
}
