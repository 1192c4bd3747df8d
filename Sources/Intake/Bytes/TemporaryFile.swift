internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file without a name, for the owner only, that is gone with the program.
enum TemporaryFile {
  /// Makes one.
  /// - Parameter name: the file whose contents it is for, for messages.
  /// - Returns: its descriptor.
  /// - Throws: `ImportProblem`.
  static func open(for name: String) throws -> Int32 {
    var template = Array((NSTemporaryDirectory() + "/rationale-XXXXXX").utf8CString)
    // mkstemp makes it with mode 0600.
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw ImportProblem(
        file: name, line: nil,
        reason: "it cannot be copied to \(NSTemporaryDirectory()): "
          + "\(String(cString: strerror(errno))); TMPDIR names another folder")
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return descriptor
  }

  /// Writes all of some bytes at the end.
  /// - Throws: `ImportProblem`, with the folder that is full.
  static func append(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, for name: String
  ) throws {
    var written = 0
    while written < bytes.count {
      let step =
        bytes.baseAddress.map { write(descriptor, $0 + written, bytes.count - written) } ?? -1
      if step < 0, errno == EINTR { continue }
      guard step > 0 else {
        throw ImportProblem(
          file: name, line: nil,
          reason: "its copy in \(NSTemporaryDirectory()) cannot be written: "
            + "\(String(cString: strerror(errno))); TMPDIR names another folder")
      }
      written += step
    }
  }
}
