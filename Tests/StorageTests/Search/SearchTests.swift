internal import Foundation
internal import RPM
internal import Testing

@testable internal import Storage

@Suite struct SearchTests {
  let scratch: Scratch
  let library: Library
  let id: Library.UserID

  init() async throws {
    scratch = try Scratch()
    library = try await scratch.library()
    let lines = #"""
      {"user": "Zoë Müller", "task": "t", "labels": ["1", "4"], "instruction": "i", "history": [{"query": "一部关于早餐的电影，主角是一只猫。", "response": "4"}, {"query": "It says \"breakfast\" AND nothing (else)* about NEAR misses.", "response": "1"}], "test": [{"query": "A café at dawn", "response": "4"}]}
      {"user": "Breakfast Club", "task": "t", "labels": ["1", "4"], "instruction": "i", "history": [{"query": "ภาพยนตร์ เรื่อง ไทย", "response": "4"}, {"query": "カタカナとひらがな", "response": "4"}]}
      """#
    let report = try await library.importFile(scratch.write(lines, to: "in.jsonl"))
    id = try #require(report.users.first)
  }

  private func places(_ text: String) async throws -> [SearchHit.Place] {
    try await library.search(text).map(\.place)
  }

  @Test func namesComeBeforeQueries() async throws {
    let hits = try await library.search("breakfast")
    #expect(hits.map(\.place) == [.user, .interaction(1)])
    #expect(hits[0].name == "Breakfast Club")
    #expect(hits[1].user == id)
  }

  @Test func caseAccentsAndWordBeginnings() async throws {
    #expect(try await places("MULL") == [.user])
    #expect(try await places("cafe") == [.test(0)])
    #expect(try await places("reakfast").isEmpty)
    #expect(try await places("misses nothing") == [.interaction(1)])
    #expect(try await places("misses everything").isEmpty)
  }

  @Test(arguments: ["早餐", "猫", "电影", "主角是一只猫", "早餐 猫"])
  func chineseIsFoundFromOneCharacterOn(_ text: String) async throws {
    #expect(try await places(text) == [.interaction(0)])
  }

  @Test func otherScriptsWithoutSpaces() async throws {
    #expect(try await places("ひらがな") == [.interaction(1)])
    #expect(try await places("カナ") == [.interaction(1)])
    #expect(try await places("เรื่อง") == [.interaction(0)])
    #expect(try await places("餐早").isEmpty)
  }

  @Test(arguments: [
    "\"", "*", "(", ")", "AND", "a AND", "NOT x", "^a", "text:a", "-", "{a b}", "NEAR(a b, 2)",
    "\"\" \"", "a\"b", "'; DROP TABLE user; --", "\0", "", "   ", "%", "_", "a + b", "é*\"", "👩‍👩‍👧",
    ":", "col : x", "\\",
  ])
  func noTextIsSyntax(_ text: String) async throws {
    _ = try await library.search(text)
    #expect(try await library.summaries().count == 2)
  }

  @Test func operatorsAreWords() async throws {
    #expect(try await places("NEAR") == [.interaction(1)])
    #expect(try await places("\"breakfast\" AND (else)*") == [.interaction(1)])
  }

  @Test func pathsAndRunsAreFound() async throws {
    let task = try await library.user(id).task
    try await library.save(Sample.model(task, word: "cinematography"), for: id)
    try await library.save(Sample.model(task, word: "cinematography"), for: id)
    #expect(try await places("cinematography") == [.path(0)])
    let run = try await library.saveRun(
      Run(
        modelVersion: 2, query: "something noir",
        answer: Sample.answer(query: "something noir", word: "lighting"), created: Date()),
      for: id)
    #expect(try await places("noir") == [.run(run)])
    #expect(try await places("lighting") == [.run(run)])
  }

  @Test func snippetsShowTheMatch() async throws {
    let hit = try #require(try await library.search("NOTHING break").last)
    let characters = Array(hit.snippet)
    #expect(hit.matches.map { String(characters[$0]) } == ["break", "nothing"])
  }

  @Test func longTextsAreCutAroundTheMatch() {
    let text =
      String(repeating: "word ", count: 100) + "needle" + String(repeating: " more", count: 100)
    let snippet = Snippet(of: text, words: ["Needle"])
    #expect(snippet.text.hasPrefix("…word "))
    #expect(snippet.text.hasSuffix("…"))
    #expect(snippet.text.count == 122)
    #expect(snippet.matches.map { String(Array(snippet.text)[$0]) } == ["needle"])
  }
}
