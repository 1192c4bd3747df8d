/// Where the keys of a TOML text stand.
package struct TOMLLines {
  private var lines: [[String]: Int] = [:]

  /// Finds all keys, of a text that is none those before it ceases to be.
  package init(_ text: String) {
    let bytes = Array(text.utf8)
    var reader = TOMLReader(text)
    _ = try? reader.document()
    var (line, counted) = (1, 0)
    for key in reader.keys {
      line += bytes[counted..<key.at].count { $0 == 0x0A }
      counted = key.at
      if lines[key.path] == nil { lines[key.path] = line }
    }
  }

  /// The line of a key, from 1; of the table around it where the key itself has none.
  package func line(of path: [String]) -> Int? {
    var path = path
    while !path.isEmpty {
      if let line = lines[path] { return line }
      path.removeLast()
    }
    return nil
  }
}
