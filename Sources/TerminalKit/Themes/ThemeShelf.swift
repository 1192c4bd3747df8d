internal import Foundation

/// The themes there are, by name or file.
package struct ThemeShelf {
  /// A theme and where it was read from.
  package struct Pick {
    /// The theme.
    package var theme: Theme
    /// Its file, `nil` for the one that is built in.
    package var file: String?

    package init(theme: Theme, file: String? = nil) {
      self.theme = theme
      self.file = file
    }
  }

  /// Theme files; the name of one is that of the theme. Looked for when they are needed, since most
  /// sessions begin with the built-in theme and keep it.
  private let list: () -> [String]

  package init(files: @escaping @autoclosure () -> [String]) { list = files }

  /// The built-in theme, then the files.
  package var names: [String] {
    [Theme.dark.name] + list().map(Self.name).filter { $0 != Theme.dark.name }
  }

  /// A theme by name or by the path of a file.
  package func pick(_ name: String) throws -> Pick {
    if name.contains("/") || name.hasSuffix(".toml") {
      return Pick(theme: try Theme.load(file: name), file: name)
    }
    if let file = list().first(where: { Self.name(of: $0) == name }) {
      return Pick(theme: try Theme.load(file: file), file: file)
    }
    if name == Theme.dark.name { return Pick(theme: .dark, file: nil) }
    throw ThemeError(
      file: name, line: nil,
      message: "no such theme; there are: \(names.joined(separator: ", "))")
  }

  private static func name(of file: String) -> String {
    URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
  }
}
