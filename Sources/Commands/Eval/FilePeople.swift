internal import Foundation
internal import Presentation
internal import RPM
internal import Storage

/// People of files in the import format who do not come into the library.
enum FilePeople {
  /// Reads files the way an import does, through a library that lasts no longer than this.
  ///
  /// - Parameters:
  ///   - files: paths; `-` is standard input.
  ///   - context: where it is told what was left out.
  static func read(_ files: [String], _ context: CommandContext) async throws -> [User] {
    let folder = NSTemporaryDirectory() + "rationale-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let library = try await Library.open(
      LibraryLocation(database: folder + "/library.sqlite", stateFolder: folder))
    defer { library.close() }
    let report = try await library.importFiles(files)
    context.tellLeftOut(report)
    var users: [User] = []
    for id in report.users { users.append(try await library.user(id)) }
    return users
  }
}
