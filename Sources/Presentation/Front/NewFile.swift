internal import Foundation

/// A file that a command writes for a person to keep, readable by its owner only. One that is there
/// is not written over unless that is wanted.
package enum NewFile {
  /// Finds out whether a file is in the way.
  ///
  /// - Throws: `CommandFailure` (usage).
  package static func check(_ path: String, replacing: Bool) throws {
    var status = stat()
    // What is no plain file, such as a pipe, is no file to lose.
    guard !replacing, lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    throw CommandFailure.usage("\(path) is there already; --force writes over it")
  }

  /// Writes a file.
  ///
  /// - Throws: `CommandFailure`.
  package static func write(_ text: String, to path: String, replacing: Bool) throws {
    var file = try PrivateFile(path: path)
    defer { file.discard() }
    try file.write(text)
    try file.finish(replacing: replacing)
  }
}
