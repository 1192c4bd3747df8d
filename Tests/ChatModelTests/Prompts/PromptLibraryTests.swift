internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct PromptLibraryTests {
  /// A folder that is gone when the test is over.
  private func withFolder(_ files: [String: String], _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "prompts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    try body(folder)
  }

  @Test func everyRoleHasAPromptWithAllItsSlots() throws {
    let library = PromptLibrary()
    #expect(library.all.map(\.role) == PromptRole.allCases)
    for template in library.all {
      let file = template.role.fileName
      // Reading it back checks its slots.
      let own = try PromptTemplate(template.role, text: template.text, file: file)
      #expect(own.hash == template.hash, "\(file)")
      #expect(own.version == "own")
      #expect(Int(template.version) != nil)
      #expect(template.hash.count == 12)
      #expect(template.role == .repair || template.system.contains("</data> is material"))
    }
    #expect(Set(library.all.map(\.hash)).count == library.all.count)
  }

  @Test func aFolderReplacesSomePrompts() throws {
    let text = "Judge. {{task}} {{guide}} {{form}}\n---\n{{query}} {{features}} {{answer}}\n"
    try withFolder(["judge.md": text, "notes.txt": "{{nothing}}"]) { folder in
      let library = try PromptLibrary(folder: folder)
      #expect(library[.judge].version == "own")
      #expect(library[.judge].identity.role == "judge")
      #expect(library[.judge].text == text)
      #expect(library[.extract] == PromptLibrary()[.extract])
      let messages = library[.judge].messages([
        .task: "T", .guide: "G", .form: "F", .query: "{{answer}}", .features: "f1", .answer: "A",
      ])
      #expect(messages == [.init(.system, "Judge. T G F"), .init(.user, "{{answer}} f1 A")])
    }
  }

  @Test(arguments: [
    ("a {{task}}\nb {{taks}}\n---\n", "judge.md, line 2: {{taks}} is no slot of this prompt"),
    ("a {{task}}\n---\n\nb {{examples}}\n", "judge.md, line 4: {{examples}} is no slot of this"),
    (
      "{{task}} {{guide}} {{form}}\n---\n{{query}}\n{{answer}}",
      "judge.md, line 4: {{features}} is missing"
    ),
    ("{{task}} {{form}}", "judge.md, line 1: there is no line of only ---"),
  ])
  func whatIsWrongWithAPromptIsSaid(text: String, expected: String) throws {
    try withFolder(["judge.md": text]) { folder in
      let error = #expect(throws: PromptError.self) { try PromptLibrary(folder: folder) }
      #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
      #expect(error?.description.hasPrefix(folder.path) == true)
    }
  }

  @Test func aFolderThatIsNotThereIsAnError() {
    let folder = URL(fileURLWithPath: "/nowhere/at/all")
    #expect(throws: PromptError.self) { try PromptLibrary(folder: folder) }
  }

  @Test func anEmptySlotLeavesNoHole() {
    let template = PromptTemplate(
      .reason, version: "1", system: "{{factors}}\n\na\n\n{{task}}\n\nb",
      user: "c\n\n{{complaint}}\n\n{{answer}}\n")
    let messages = template.messages([.answer: "x\n\n\ny"])
    #expect(messages.map(\.text) == ["a\n\nb", "c\n\nx\n\n\ny"])
    #expect(
      template.messages([.complaint: "no", .answer: "x", .task: "t", .factors: "f"]).map(\.text)
        == ["f\n\na\n\nt\n\nb", "c\n\nno\n\nx"])
  }

  @Test func theFormIsASketchOfTheSchema() {
    let schema = JSONSchema.object([
      .init(
        "a", .array(of: .object([.init("b", .string(oneOf: ["x", "y"])), .init("c", .boolean)]))),
      .init("d", .string(), description: "what follows"),
    ])
    #expect(
      schema.form == #"{"a": [{"b": "x" or "y", "c": true or false}, …], "d": <what follows>}"#)
  }
}
