package import Foundation

/// Files of batch requests that are written one after the other, none past a limit.
///
/// They appear all at once at the end, under names that nobody else has, readable by their owner
/// only.
package struct BatchFiles {
  private let folder: String
  private let name: String
  private let mostLines: Int
  private let mostBytes: Int

  private var open: PrivateFile?
  private var path = ""
  private var lines = 0
  private var bytes = 0
  private var complete: [(file: PrivateFile, path: String, lines: Int)] = []
  /// In which file a request stands: two users may want the same.
  private var places: [String: String] = [:]

  /// - Parameters:
  ///   - folder: made when it is not there.
  ///   - started: part of the names.
  package init(folder: String, started: Date, mostLines: Int, mostBytes: Int) {
    self.folder = folder
    self.mostLines = mostLines
    self.mostBytes = mostBytes
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyyMMdd-HHmmss"
    name = "rationale-\(formatter.string(from: started))"
  }

  /// Adds a line, once for each request.
  ///
  /// - Returns: the path of the file that it will stand in, and whether it was not there before.
  package mutating func add(_ line: String, key: String) throws -> (path: String, isNew: Bool) {
    if let place = places[key] { return (place, false) }
    let size = line.utf8.count + 1
    if lines == mostLines || lines > 0 && bytes + size > mostBytes { closeFile() }
    if open == nil { try begin() }
    try open?.write(line + "\n")
    lines += 1
    bytes += size
    places[key] = path
    return (path, true)
  }

  private mutating func begin() throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure.failed("\(folder) cannot be made: \(error.localizedDescription)")
    }
    let number = complete.count + 1
    let digits = String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
    // Another export of the same second keeps its files.
    var path = "\(folder)/\(name)-\(digits).jsonl"
    var turn = 2
    while FileManager.default.fileExists(atPath: path) {
      path = "\(folder)/\(name).\(turn)-\(digits).jsonl"
      turn += 1
    }
    self.path = path
    open = try PrivateFile(path: path)
  }

  private mutating func closeFile() {
    if let open { complete.append((open, path, lines)) }
    open = nil
    (lines, bytes) = (0, 0)
  }

  /// Puts all files in their places.
  package mutating func finish() throws -> [BatchExportDocument.File] {
    closeFile()
    for index in complete.indices { try complete[index].file.finish(replacing: false) }
    return complete.map { .init(path: $0.path, lines: $0.lines) }
  }

  /// Takes unfinished files away; does nothing after `finish`.
  package mutating func discard() {
    closeFile()
    for index in complete.indices { complete[index].file.discard() }
  }
}
