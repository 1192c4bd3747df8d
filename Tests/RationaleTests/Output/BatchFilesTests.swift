internal import Foundation
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct BatchFilesTests {
  private let folder = NSTemporaryDirectory() + "rationale-batch-\(UUID().uuidString)"

  private func files(lines: Int = 100, bytes: Int = 1000) -> BatchFiles {
    BatchFiles(
      folder: folder, started: Date(timeIntervalSince1970: 0), mostLines: lines, mostBytes: bytes)
  }

  private func text(_ file: BatchExportDocument.File) throws -> String {
    try String(contentsOfFile: file.path, encoding: .utf8)
  }

  @Test func filesEndAtEitherLimit() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var files = files(lines: 3, bytes: 20)
    // Nine bytes and a line feed: two fill a file; one that is too long has a file of its own.
    for number in 0..<4 { _ = try files.add("{\"n\":\(number)00}", key: "k\(number)") }
    _ = try files.add(String(repeating: "x", count: 30), key: "long")
    for number in 5..<9 { _ = try files.add("\(number)", key: "k\(number)") }
    let done = try files.finish()
    #expect(done.map(\.lines) == [2, 2, 1, 3, 1])
    #expect(try text(done[0]) == "{\"n\":000}\n{\"n\":100}\n")
    #expect(done.allSatisfy { $0.path.hasSuffix(".jsonl") })
    #expect(done[0].path.hasSuffix("-001.jsonl") && done[4].path.hasSuffix("-005.jsonl"))
  }

  @Test func aRequestStandsOnce() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var files = files()
    let first = try files.add("a", key: "k")
    let second = try files.add("a", key: "k")
    #expect(first.isNew && !second.isNew && first.path == second.path)
    #expect(try files.finish().map(\.lines) == [1])
  }

  @Test func twoExportsOfOneSecondKeepTheirFiles() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var first = files()
    _ = try first.add("first", key: "k")
    let done = try first.finish()
    var second = files()
    _ = try second.add("second", key: "k")
    let other = try second.finish()
    #expect(try text(done[0]) == "first\n" && text(other[0]) == "second\n")
    // A file that appears in the meantime stays as well.
    var third = files()
    let place = try third.add("third", key: "k").path
    try Data("mine".utf8).write(to: URL(fileURLWithPath: place))
    #expect(throws: CommandFailure.self) { try third.finish() }
    third.discard()
    #expect(try String(contentsOfFile: place, encoding: .utf8) == "mine")
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(left.count == 3 && left.allSatisfy { $0.hasSuffix(".jsonl") })
  }

  @Test func nothingIsLeftOfWhatIsNotFinished() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var files = files(lines: 1)
    for number in 0..<3 { _ = try files.add("x", key: "\(number)") }
    files.discard()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }
}
