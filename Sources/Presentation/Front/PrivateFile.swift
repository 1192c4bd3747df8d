internal import Foundation

/// A file that only its owner may read, and that is there whole or not at all.
///
/// It is written beside its place and moved there at the end. Something that is no plain file, such
/// as a pipe, is written straight to.
package struct PrivateFile {
  private let path: String
  private let temporary: String?
  private var descriptor: Int32

  /// - Throws: `CommandFailure` when nothing can be written there.
  package init(path: String) throws {
    self.path = path
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      temporary = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let name = "\(path).\(getpid()).part"
      temporary = name
      // A file of that name is a killed process's, or a trap: it is never written into.
      unlink(name)
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    }
    if descriptor < 0 { throw Self.failure(path) }
  }

  package func write(_ text: String) throws {
    try DescriptorWriter.write(text, to: descriptor, name: path)
  }

  /// Puts the file in its place, in place of one that is there.
  ///
  /// - Parameter replacing: `false` where one that is there must stay.
  package mutating func finish(replacing: Bool = true) throws {
    if let temporary {
      guard fsync(descriptor) == 0 else { throw Self.failure(path) }
      if replacing {
        guard rename(temporary, path) == 0 else { throw Self.failure(path) }
      } else {
        try Self.place(temporary, at: path)
      }
    }
    close(descriptor)
    descriptor = -1
  }

  /// Gives a file its name, which another may have taken since it was begun.
  private static func place(_ temporary: String, at path: String) throws {
    if link(temporary, path) == 0 {
      unlink(temporary)
      return
    }
    var status = stat()
    // Some file systems know no second name for a file.
    guard errno != EEXIST, stat(path, &status) != 0, rename(temporary, path) == 0 else {
      throw failure(path)
    }
  }

  /// Takes an unfinished file away; does nothing after `finish`.
  package mutating func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    if let temporary { unlink(temporary) }
  }

  private static func failure(_ path: String) -> CommandFailure {
    CommandFailure.failed("\(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}
