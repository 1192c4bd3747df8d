internal import Foundation
internal import Presentation
internal import TerminalKit
internal import Workbench

/// Brings a text to the clipboard, or to a file where there is no way to it.
struct CopiedText {
  /// The text.
  var text: String
  /// What it is, for the sentence that confirms it.
  var what: String

  private var size: String { Count.of(text.utf8.count, "byte") }

  /// Copies the text by the best way there is.
  ///
  /// - Parameters:
  ///   - environment: says where the person sits, and which programs there are.
  ///   - folder: where the file goes.
  ///   - write: sends a sequence to the terminal.
  /// - Returns: a sentence that says what went where.
  /// - Throws: `CommandFailure` where not even the file can be written.
  @MainActor
  func copy(
    environment: [String: String], folder: String, write: ([UInt8]) -> Void
  ) async throws -> String {
    let route = Clipboard.Route.choose(environment: environment) {
      HostTools.path(of: $0, environment: environment)
    }
    switch route.fitting(text) {
    case .osc52(let wrapping):
      guard let sequence = Clipboard.sequence(for: text, wrapping: wrapping) else { break }
      write(sequence)
      // No terminal says whether it took it.
      return "Sent the \(what), \(size), to the clipboard of the terminal (OSC 52)."
    case .tool(let path, let arguments):
      do {
        try await HostClipboard.copy(text, with: path, arguments)
        let name = URL(fileURLWithPath: path).lastPathComponent
        return "Copied the \(what), \(size), with \(name)."
      } catch {
        return "\(error). \(try keep(in: folder))"
      }
    case .file: break
    }
    return try keep(in: folder)
  }

  /// Writes the text to a file that only its owner may read.
  private func keep(in folder: String) throws -> String {
    let path = folder + "/copied.txt"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var file = try PrivateFile(path: path)
    defer { file.discard() }
    try file.write(text)
    try file.finish()
    return "Wrote the \(what), \(size), to \(path)."
  }
}
