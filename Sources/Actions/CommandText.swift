internal import RPM

/// What was typed behind `:`: a name, and what stands behind it.
package struct CommandText: Hashable, Sendable {
  package var name: String
  package var argument: String

  package init(_ text: String) {
    let text = text.drop { $0.isWhitespace || $0 == ":" }
    name = String(text.prefix { !$0.isWhitespace })
    argument = text.dropFirst(name.count).trimmingWhitespace()
  }

  /// What is said of a name that no command has.
  ///
  /// - Parameter names: the names that there are.
  package static func unknown(
    _ name: String, among names: [String] = ActionTable.commands.map(\.action.rawValue)
  ) -> String {
    let beginnings = names.filter { $0.hasPrefix(name) }
    if beginnings.count > 1 {
      return ":\(name) may be \(beginnings.prefix(6).joined(separator: ", "))."
    }
    let nearest = name.nearest(of: names)
    return "There is no command :\(name)\(nearest.map { "; is it :\($0)?" } ?? ".") ? lists all."
  }
}
