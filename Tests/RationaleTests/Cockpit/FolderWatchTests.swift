internal import Foundation
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite(.timeLimit(.minutes(10))) @MainActor struct FolderWatchTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("watch-\(UUID().uuidString)", isDirectory: true)

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  @Test func filesAreHeardOfHoweverTheyAreWritten() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    var heard: Set<String> = []
    let watch = FolderWatch(folder: folder.path) { heard.formUnion($0) }
    #expect(watch != nil)
    try Data("1".utf8).write(to: folder.appendingPathComponent("in place.toml"))
    while !heard.contains("in place.toml") { try await Task.sleep(for: .milliseconds(5)) }
    // A file beside it that takes its name, as editors do.
    let other = folder.appendingPathComponent("other")
    try Data("2".utf8).write(to: other)
    let name = folder.appendingPathComponent("renamed.toml")
    try FileManager.default.moveItem(at: other, to: name)
    while !heard.contains("renamed.toml") { try await Task.sleep(for: .milliseconds(5)) }
  }

  @Test func afterItIsLetGoNothingIsHeard() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    var heard: Set<String> = []
    var watch = FolderWatch(folder: folder.path) { heard.formUnion($0) }
    #expect(watch != nil)
    watch = nil
    // Once a second one has heard it, the first would have as well.
    var others: Set<String> = []
    let other = FolderWatch(folder: folder.path) { others.formUnion($0) }
    #expect(other != nil)
    try Data("1".utf8).write(to: folder.appendingPathComponent("late.toml"))
    while others.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    try await Task.sleep(for: .milliseconds(50))
    #expect(heard.isEmpty)
  }

  @Test func aFolderThatIsNotThereIsNotWatched() {
    #expect(FolderWatch(folder: folder.path + "/nowhere") { _ in } == nil)
    try? FileManager.default.removeItem(at: folder)
  }
}
