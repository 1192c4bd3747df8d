internal import Foundation
internal import Testing

@testable import Presentation

@Suite struct ExternalEditorTests {
  private func edit(_ text: String, with command: String) async throws -> String {
    try await ExternalEditor(environment: ["EDITOR": command]).edit(text)
  }

  @Test func whatTheEditorMadeOfTheTextComesBack() async throws {
    #expect(try await edit("one", with: "printf ' two\\n\\n' >>") == "one two")
  }

  @Test(arguments: [("exit 3;", 3), ("kill -9 $$;", 137)])
  func anEditorThatFailsIsTold(_ command: String, _ status: Int) async {
    await #expect {
      _ = try await edit("one", with: command)
    } throws: {
      "\($0)".contains("ended with \(status)")
    }
  }

  /// What the keyboard sends is for the editor as well.
  @Test func itIsInOurGroupAndBlocksNoSignal() async throws {
    #expect(try await edit("", with: "cut -d ' ' -f 5 /proc/self/stat >") == "\(getpgrp())")
    let blocked = try await edit("", with: "grep ^SigBlk /proc/self/status >")
    #expect(blocked == "SigBlk:\t0000000000000000")
  }
}
