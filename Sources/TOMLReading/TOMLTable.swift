/// A table of a TOML text, its values by name.
package struct TOMLTable: Sendable, Hashable {
  private var values: [String: TOMLValue] = [:]
  /// Whether a header or a dotted key may still add to it.
  var isOpen = true
  /// Whether a header has named it.
  var isNamed = false

  /// Reads a text. Whatever it holds, it ends in a table or an error.
  ///
  /// - Throws: `TOMLError` with the place.
  package init(_ text: String) throws(TOMLError) {
    var reader = TOMLReader(text)
    self = try reader.document()
  }

  init(isNamed: Bool = false) { self.isNamed = isNamed }

  /// The names, in no order.
  package var keys: [String] { Array(values.keys) }

  /// The value of a name.
  package subscript(name: String) -> TOMLValue? { values[name] }

  /// Adds a value below a path of names that begins at a position; `false` where one of the names
  /// has another value already, or may not be added to.
  mutating func add(
    _ path: ArraySlice<String>, _ insertion: TOMLReader.Insertion
  ) -> Bool {
    guard let name = path.first else { return false }
    if path.count == 1 { return insert(name, insertion) }
    switch values[name] {
    case nil:
      var inner = TOMLTable()
      inner.isNamed = insertion.isDotted
      guard inner.add(path.dropFirst(), insertion) else { return false }
      values[name] = .table(inner)
    case .table(var inner):
      guard inner.isOpen else { return false }
      values[name] = nil
      let isNew = inner.add(path.dropFirst(), insertion)
      values[name] = .table(inner)
      return isNew
    case .tables(var list):
      guard !insertion.isDotted, !list.isEmpty else { return false }
      values[name] = nil
      let isNew = list[list.count - 1].add(path.dropFirst(), insertion)
      values[name] = .tables(list)
      return isNew
    default: return false
    }
    return true
  }

  private mutating func insert(_ name: String, _ insertion: TOMLReader.Insertion) -> Bool {
    switch (insertion, values[name]) {
    case (.value(let value), nil), (.dotted(let value), nil): values[name] = value
    case (.table, nil): values[name] = .table(TOMLTable(isNamed: true))
    case (.table, .table(var inner)):
      guard !inner.isNamed, inner.isOpen else { return false }
      inner.isNamed = true
      values[name] = .table(inner)
    case (.element, nil): values[name] = .tables([TOMLTable()])
    case (.element, .tables(let list)): values[name] = .tables(list + [TOMLTable()])
    default: return false
    }
    return true
  }

  /// Changes the table that a header names, which is there.
  mutating func change(
    _ path: ArraySlice<String>, _ change: (inout TOMLTable) -> Bool
  ) -> Bool {
    guard let name = path.first else { return change(&self) }
    switch values[name] {
    case .table(var inner):
      values[name] = nil
      let isNew = inner.change(path.dropFirst(), change)
      values[name] = .table(inner)
      return isNew
    case .tables(var list):
      guard !list.isEmpty else { return false }
      values[name] = nil
      let isNew = list[list.count - 1].change(path.dropFirst(), change)
      values[name] = .tables(list)
      return isNew
    default: return false
    }
  }
}
