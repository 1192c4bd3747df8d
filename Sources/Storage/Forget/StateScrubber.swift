internal import Foundation

/// Takes a person out of the files beside the library.
struct StateScrubber: Sendable {
  var location: LibraryLocation
  var name: String
  var task: String
  var traces: Traces

  /// Scrubs everything below the state folder: lines of the prompt history and of logs, whole
  /// recordings, since a recording without some of its parts shows nothing sensible.
  func scrub(into report: inout ForgetReport) {
    let root = URL(fileURLWithPath: location.stateFolder)
    let walker = FileManager.default.enumerator(
      at: root, includingPropertiesForKeys: [.isRegularFileKey])
    var files: [String] = []
    while let url = walker?.nextObject() as? URL {
      if (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true {
        files.append(url.path)
      }
    }
    for file in files.sorted() {
      do {
        try scrub(file, into: &report)
      } catch {
        report.leftovers.append(
          "\(file) could not be cleaned (\(error)); delete it, or make it writable and try again")
      }
    }
  }

  private func scrub(_ file: String, into report: inout ForgetReport) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
    let isRecording = file.hasPrefix(location.recordings + "/")
    if isRecording {
      guard data.withUnsafeBytes({ traces.occur(in: $0, amongCodes: true) }) else { return }
      try FileManager.default.removeItem(atPath: file)
      report.files.append(.init(path: file, removedLines: nil))
      return
    }
    let isHistory = file == location.promptHistory
    var kept = Data()
    var removed = 0
    var start = data.startIndex
    while start < data.endIndex {
      let end = data[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? data.endIndex
      let line = data[start..<end]
      if isHistory
        ? isTypedFor(line) : line.withUnsafeBytes({ traces.occur(in: $0) }) || isAbout(line)
      {
        removed += 1
      } else {
        kept.append(line)
      }
      start = end
    }
    guard removed > 0 else { return }
    try StateFile.overwrite(file, with: kept)
    if isHistory { report.promptLines += removed }
    report.files.append(.init(path: file, removedLines: removed))
  }

  /// A line of JSON that says by name whom it is about, such as a kept result or a rating: JSON spells
  /// some names in another way.
  private func isAbout(_ line: Data) -> Bool {
    struct Named: Decodable { var user: String }
    guard line.first == UInt8(ascii: "{") else { return false }
    return (try? JSONDecoder().decode(Named.self, from: line))?.user == name
  }

  /// A line typed for this user, or another in which the user occurs. What was typed for one of the
  /// same name under another task is that user's, unless it holds a text of this one.
  private func isTypedFor(_ line: Data) -> Bool {
    guard let entry = try? JSONDecoder().decode(PromptHistory.Entry.self, from: line) else {
      return line.withUnsafeBytes { traces.occur(in: $0) }
    }
    // As it was typed: the file spells some characters in another way.
    let text = Array(entry.text.utf8)
    guard entry.user == name else { return text.withUnsafeBytes { traces.occur(in: $0) } }
    return entry.task == nil || entry.task == task
      || text.withUnsafeBytes { traces.textOccurs(in: $0) }
  }
}
