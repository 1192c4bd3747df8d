internal import TerminalKit

/// Programs of this machine.
package enum HostTools {
  /// The path of a program that `PATH` leads to; `nil` where it does not.
  package static func path(of name: String, environment: [String: String]) -> String? {
    let folders = environment["PATH"] ?? "/usr/bin:/bin"
    guard let slash = name.lastIndex(of: "/") else {
      return Clipboard.findTool(name, path: folders)
    }
    // Named with its folder.
    return Clipboard.findTool(
      String(name[name.index(after: slash)...]), path: String(name[..<slash]))
  }
}
