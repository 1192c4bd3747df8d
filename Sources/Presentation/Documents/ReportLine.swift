/// A line of a report for a person: a sentence, or a fact that has a name. A literal is a sentence.
package struct ReportLine: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// Empty for a sentence.
  package var name: String
  /// A sentence may be indented.
  package var text: String

  /// Where the texts of facts begin; names are two shorter at least.
  private static let column = 12

  package init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  package init(stringLiteral sentence: String) {
    self.init("", sentence)
  }

  /// With its name in a column of names; not yet safe for a terminal.
  package var printed: String {
    name.isEmpty
      ? text : name + String(repeating: " ", count: max(2, Self.column - name.count)) + text
  }

  /// As it is heard: no columns; not yet safe for a terminal.
  package var spoken: String {
    let said = text.drop { $0 == " " }
    return name.isEmpty ? String(said) : "\(name): \(said)"
  }
}

extension [ReportLine] {
  package var printed: [String] { map(\.printed) }

  /// Without those that only set others apart.
  package var spoken: [String] { map(\.spoken).filter { !$0.isEmpty } }
}
