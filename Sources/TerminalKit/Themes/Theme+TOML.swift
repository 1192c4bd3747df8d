internal import Glibc
internal import TOMLReading

extension Theme {
  /// Reads a theme file; one it inherits is looked for beside it, then among the built-in ones.
  ///
  /// Throws ``ThemeError`` with file and line. The caller keeps the theme it has.
  public static func load(file: String) throws(ThemeError) -> Theme {
    try load(file: file, seen: [])
  }

  private static func load(file: String, seen: [String]) throws(ThemeError) -> Theme {
    guard let text = read(file) else {
      let reason = String(cString: strerror(errno))
      throw ThemeError(file: file, line: nil, message: "the theme cannot be read (\(reason))")
    }
    return try parse(text, file: file) { (name) throws(ThemeError) in
      let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
      let path = "\(folder)\(name).toml"
      if access(path, R_OK) == 0 {
        guard !seen.contains(path), path != file else {
          throw ThemeError(
            file: file, line: nil, message: "inherits itself through \(name); remove one 'inherits'"
          )
        }
        return try load(file: path, seen: seen + [file])
      }
      return name == Theme.dark.name ? .dark : nil
    }
  }

  /// Reads a theme from text.
  ///
  /// - Parameters:
  ///   - text: TOML.
  ///   - file: The name used in errors.
  ///   - inherited: Finds the theme named by `inherits`, `nil` when there is none.
  public static func parse(
    _ text: String, file: String, inherited: (String) throws(ThemeError) -> Theme? = { _ in nil }
  ) throws(ThemeError) -> Theme {
    let table: TOMLTable
    do {
      table = try TOMLTable(text)
    } catch {
      throw ThemeError(
        file: file, line: error.line, message: "this is not TOML (column \(error.column))")
    }
    var reader = ThemeReader(text: text, file: file)
    return try reader.theme(table, inherited: inherited)
  }

  private static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16384)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 { return nil }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(contentsOf: buffer[..<count])
    }
  }
}

/// Turns the table of a theme file into a theme and knows the line of what is wrong.
private struct ThemeReader {
  let text: String
  let file: String

  mutating func theme(
    _ table: TOMLTable, inherited: (String) throws(ThemeError) -> Theme?
  ) throws(ThemeError) -> Theme {
    for key in table.keys.sorted()
    where !["name", "appearance", "inherits", "palette", "roles"].contains(key) {
      throw error(
        key, nil, "'\(key)' is unknown; a theme has name, appearance, inherits, palette, roles")
    }
    var theme = Theme(name: "", appearance: .dark, palette: [:], entries: [:])
    if let name = table["inherits"] {
      guard let name = name.string else { throw error("inherits", nil, "inherits needs a name") }
      guard let base = try inherited(name) else {
        throw error("inherits", nil, "there is no theme '\(name)' to inherit from")
      }
      theme = base
    }
    guard let name = table["name"]?.string, !name.isEmpty else {
      throw error("name", nil, "the theme has no name; add name = \"...\"")
    }
    theme.name = name
    if let value = table["appearance"] {
      guard let appearance = value.string.flatMap(Theme.Appearance.init(rawValue:)) else {
        throw error("appearance", nil, "appearance is \"dark\" or \"light\"")
      }
      theme.appearance = appearance
    }
    try readPalette(table, into: &theme)
    try readRoles(table, into: &theme)
    return theme
  }

  private func readPalette(_ table: TOMLTable, into theme: inout Theme) throws(ThemeError) {
    guard let value = table["palette"] else { return }
    guard let palette = value.table else { throw error("palette", nil, "palette is a table") }
    for name in palette.keys.sorted() {
      guard let color = palette[name]?.string.flatMap(Color.init) else {
        throw error(
          name, "palette",
          "'\(name)' is no colour; write \"#rrggbb\", \"ansi-0\" to \"ansi-255\" or \"default\"")
      }
      theme.palette[name] = color
    }
  }

  private func readRoles(_ table: TOMLTable, into theme: inout Theme) throws(ThemeError) {
    guard let value = table["roles"] else { return }
    guard let roles = value.table else { throw error("roles", nil, "roles is a table") }
    for name in roles.keys.sorted() {
      guard let role = Role(rawValue: name) else {
        let known = Role.allCases.map(\.rawValue).sorted().joined(separator: ", ")
        throw error(name, "roles", "there is no role '\(name)'; the roles are \(known)")
      }
      guard let value = roles[name] else { continue }
      theme.entries[role] = try entry(value, name: name, theme: theme)
    }
  }

  private func entry(
    _ value: TOMLValue, name: String, theme: Theme
  ) throws(ThemeError) -> Theme.Entry {
    var entry = Theme.Entry()
    if let color = value.string {
      entry.foreground = try check(color, name, theme)
      return entry
    }
    guard let table = value.table else {
      throw error(name, "roles", "a role is a colour or a table such as { fg = \"blue\" }")
    }
    for key in table.keys.sorted() {
      switch key {
      case "fg": entry.foreground = try check(table[key]?.string, name, theme)
      case "bg": entry.background = try check(table[key]?.string, name, theme)
      case "ansi": entry.ansi = try check(table[key]?.string, name, theme)
      case "ansi-bg": entry.ansiBackground = try check(table[key]?.string, name, theme)
      case "attrs": entry.attributes = try attributes(table[key], name)
      case "mono": entry.mono = try attributes(table[key], name)
      default:
        throw error(
          name, "roles", "'\(key)' is unknown; a role has fg, bg, ansi, ansi-bg, attrs, mono")
      }
    }
    return entry
  }

  private func check(_ color: String?, _ role: String, _ theme: Theme) throws(ThemeError)
    -> String
  {
    guard let color, theme.color(color) != nil else {
      throw error(
        role, "roles",
        "'\(color ?? "?")' of role \(role) is no colour; use a palette name, \"#rrggbb\", "
          + "\"ansi-N\" or \"default\"")
    }
    return color
  }

  private func attributes(_ value: TOMLValue?, _ role: String)
    throws(ThemeError) -> Style.Attributes
  {
    var result: Style.Attributes = []
    guard let list = value?.array else {
      throw error(role, "roles", "attributes of role \(role) are a list such as [\"bold\"]")
    }
    for item in list {
      guard let attribute = item.string.flatMap({ Style.Attributes.names[$0] }) else {
        let known = Style.Attributes.names.keys.sorted().joined(separator: ", ")
        throw error(role, "roles", "role \(role) has an unknown attribute; there are \(known)")
      }
      result.insert(attribute)
    }
    return result
  }

  /// The error for a key, with the line that sets it; the first where none does. Lines are looked
  /// for only now, since most files have no mistake.
  private func error(_ key: String, _ section: String?, _ message: String) -> ThemeError {
    let line = TOMLLines(text).line(of: (section.map { [$0] } ?? []) + [key])
    return ThemeError(file: file, line: line ?? 1, message: message)
  }
}
