internal import RPM

/// Texts of people in tables that a spreadsheet may open.
///
/// A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return would be taken for a
/// formula there. It gets an apostrophe in front, which spreadsheets take for "this is a text"; a
/// text that already has apostrophes before such a sign gets one more, so that taking one away gives
/// every text back. Plain numbers stay as they are.
package enum SpreadsheetCell {
  /// The text as it stands in a cell.
  package static func guarded(_ text: String) -> String {
    isFormula(text) && !isNumber(text) ? "'" + text : text
  }

  /// The text that `guarded` made a cell of.
  package static func text(of cell: String) -> String {
    cell.utf8.first == UInt8(ascii: "'") && isFormula(cell) ? String(cell.dropFirst()) : cell
  }

  /// Cells with commas between them and a line feed behind.
  package static func row(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte > 0x20 && byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"")
        && byte != UInt8(ascii: ";")
    }
    return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// Whether the first sign behind apostrophes makes a formula of a cell.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first(where: { $0 != UInt8(ascii: "'") }) else { return false }
    return "=+-@\t\r".utf8.contains(first)
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    else { return false }
    return text.utf8.count > 1
      && text.utf8.dropFirst().allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") }
  }
}
