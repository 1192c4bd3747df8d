internal import Foundation
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct PrivateFileTests {
  @Test func aFileThatLiesInWaitIsNotWrittenInto() throws {
    let folder = NSTemporaryDirectory() + "rationale-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/export.jsonl"
    // Open to everybody, and held open by somebody who waits for what comes.
    let trap = "\(path).\(getpid()).part"
    #expect(
      FileManager.default.createFile(
        atPath: trap, contents: nil, attributes: [.posixPermissions: 0o666]))
    let waiting = try #require(FileHandle(forReadingAtPath: trap))
    var file = try PrivateFile(path: path)
    try file.write("secret\n")
    try file.finish()
    #expect(try waiting.readToEnd()?.isEmpty != false)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "secret\n")
  }
}
