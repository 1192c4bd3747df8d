internal import Foundation
internal import Intake

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
          "\(file) could not be cleaned (\(error)); delete it")
      }
    }
  }

  private func scrub(_ file: String, into report: inout ForgetReport) throws {
    // Whoever adds a line meanwhile waits, and looks then whether the person is still there.
    try StateFile.locked(file) { try scrubLocked(file, into: &report) }
  }

  private func scrubLocked(_ file: String, into report: inout ForgetReport) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
    let isRecording = file.hasPrefix(location.recordings + "/")
    if isRecording {
      let isTheirs =
        data.withUnsafeBytes { traces.occur(in: $0, amongCodes: true) }
        || data.split(separator: 0x0A).contains { occurs(inJSON: $0, amongCodes: true) }
      guard isTheirs else { return }
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
      if isHistory ? isTypedFor(line) : isAbout(line) {
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

  /// A line that says itself whom it is about, or one in which the user occurs.
  private func isAbout(_ line: Data) -> Bool {
    if let about = try? JSONDecoder().decode(About.self, from: line) {
      return about.user == name && (about.task == nil || about.task == task)
    }
    return line.withUnsafeBytes { traces.occur(in: $0) } || occurs(inJSON: line)
  }

  private struct About: Decodable {
    var user: String
    var task: String?
  }

  /// Whether the user occurs in a text of a line of JSON, where the line spells it in another way.
  private func occurs(inJSON line: Data, amongCodes: Bool = false) -> Bool {
    guard line.contains(UInt8(ascii: "\\")),
      let value = try? JSONReader.value(of: String(decoding: line, as: UTF8.self))
    else { return false }
    return occurs(in: value, amongCodes)
  }

  private func occurs(in value: JSONValue, _ amongCodes: Bool) -> Bool {
    switch value {
    case .string(let text):
      Array(text.utf8).withUnsafeBytes { traces.occur(in: $0, amongCodes: amongCodes) }
    case .array(let values): values.contains { occurs(in: $0, amongCodes) }
    case .object(let members): members.contains { occurs(in: $0.value, amongCodes) }
    case .null, .bool, .number: false
    }
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
