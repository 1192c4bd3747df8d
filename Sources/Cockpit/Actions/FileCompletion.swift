internal import Foundation

/// A file or folder that what was typed may become.
struct FileCompletion: Hashable, Sendable {
  /// As it would be typed; a folder ends with its stroke.
  var path: String
  var isFolder: Bool { path.hasSuffix("/") }

  private static let limit = 200

  /// Files and folders that begin so, by name; hidden ones only for whoever types their dot.
  ///
  /// Reads a folder, which may take its time.
  static func all(for typed: String) -> [FileCompletion] {
    guard typed != "~" else { return [FileCompletion(path: "~/")] }
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let start = String(typed.dropFirst(folder.count))
    let place = NSString(string: folder.isEmpty ? "." : folder).expandingTildeInPath
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.filter { $0.hasPrefix(start) && ($0.first != "." || start.first == ".") }.sorted()
      .prefix(limit)
      .map { name in
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: "\(place)/\(name)", isDirectory: &isFolder)
        return FileCompletion(path: "\(folder)\(name)\(isFolder.boolValue ? "/" : "")")
      }
  }

  /// What all begin with.
  static func common(_ completions: [FileCompletion]) -> String {
    guard var common = completions.first?.path else { return "" }
    for completion in completions { common = common.commonPrefix(with: completion.path) }
    return common
  }
}
