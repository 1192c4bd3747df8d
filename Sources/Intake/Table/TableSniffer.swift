internal import Foundation

/// Tells how a table is written, by its first rows.
enum TableSniffer {
  private static let delimiters: [[UInt8]] = [",", ";", "\t", "|", "::", "\u{1}", "^", "~"]
    .map { Array($0.utf8) }
  private static let rows = 200

  /// The form of the table that begins so.
  /// - Throws: why it is no table.
  static func form(
    of text: ArraySlice<UInt8>, isWhole: Bool, file: String
  ) throws(RecordMistake) -> TableForm {
    // The last line may be cut off.
    let last = isWhole ? nil : text.lastIndex(of: 0x0A)
    let body = last.map { text[...$0] } ?? text
    if body.prefix(4096).contains(0) {
      throw RecordMistake("this is no text: there are bytes in it that no text has")
    }
    let escapes = escapesWithBackslash(body)
    var best: (score: Double, form: TableForm, rows: [[String]])?
    for delimiter in delimiters where body.contains(delimiter[0]) {
      let form = TableForm(
        delimiter: delimiter, hasHeader: false, escapesWithBackslash: escapes, columns: [])
      let (rows, broken) = read(body, form: form)
      guard let (count, score) = score(rows, broken: broken), score > best?.score ?? 0 else {
        continue
      }
      var found = form
      found.columns = (1...count).map { "column \($0)" }
      best = (score, found, rows)
    }
    guard let best else {
      throw RecordMistake(
        "this is neither JSON nor a table: its lines do not fall into columns, whether by commas, "
          + "semicolons, tabs or bars")
    }
    var form = best.form
    if let header = best.rows.first, isHeader(header, over: best.rows.dropFirst()) {
      form.hasHeader = true
      form.columns = names(header, count: form.columns.count)
    }
    return form
  }

  private static func read(
    _ body: ArraySlice<UInt8>, form: TableForm
  ) -> (rows: [[String]], broken: Int) {
    var scanner = TableScanner(TextBuffer(body.prefix(1 << 18), name: ""), form: form)
    var rows: [[String]] = []
    var broken = 0
    while rows.count + broken < Self.rows, let row = try? scanner.next() {
      switch row {
      case .cells: rows.append((0..<scanner.count).map { scanner.text($0) })
      case .blank: break
      case .mistake: broken += 1
      }
    }
    return (rows, broken)
  }

  /// How many columns most rows have, and how well that fits; `nil` where it does not.
  private static func score(
    _ rows: [[String]], broken: Int
  ) -> (count: Int, score: Double)? {
    var counts: [Int: Int] = [:]
    for row in rows { counts[row.count, default: 0] += 1 }
    // The header counts as much as all rows below it.
    guard let (count, often) = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
      count > 1 || (rows.first?.count ?? 0) > 1
    else { return nil }
    let isLikeHeader = rows.first.map { abs($0.count - count) <= 1 && $0.count > 1 } ?? false
    guard isLikeHeader || often * 5 >= (rows.count + broken) * 4 else { return nil }
    let columns = max(count, rows.first?.count ?? 0)
    let share = Double(often) / Double(rows.count + broken)
    return (columns, share * (isLikeHeader ? 1 : 0.5) * (1 + Double(min(columns, 12)) / 12))
  }

  /// Whether quotes within quotes stand behind a backslash: some do, and none is doubled.
  private static func escapesWithBackslash(_ body: ArraySlice<UInt8>) -> Bool {
    let quote = UInt8(ascii: "\"")
    var found = false
    var index = body.startIndex
    while index + 2 < body.endIndex {
      defer { index += 1 }
      guard body[index + 1] == quote else { continue }
      let (before, after) = (body[index], body[index + 2])
      if before == UInt8(ascii: "\\"), after > 0x20, !",;|\"".utf8.contains(after) {
        found = true
      }
      // A doubled quote between letters.
      if before > 0x20, !",;|\"\\".utf8.contains(before), after == quote,
        index + 3 < body.endIndex, body[index + 3] >= 0x20, !",;|".utf8.contains(body[index + 3])
      {
        return false
      }
    }
    return found
  }

  private static func isHeader(_ first: [String], over rows: ArraySlice<[String]>) -> Bool {
    let names = first.map { $0.trimmingCharacters(in: .whitespaces) }
    let filled = names.filter { !$0.isEmpty }
    guard filled.count * 2 > names.count,
      filled.allSatisfy({ Double($0) == nil && $0.count <= 120 && $0.contains(where: \.isLetter) })
    else { return false }
    if filled.contains(where: { ColumnNames.role(of: $0) != nil }) { return true }
    // A row like the others has cells that come again.
    return !rows.contains { row in
      zip(row, first).contains { !$0.isEmpty && $0 == $1 }
    }
  }

  /// Names that differ, one for each column.
  private static func names(_ header: [String], count: Int) -> [String] {
    var names = header.map { $0.trimmingCharacters(in: .whitespaces) }
    // R names its rows without a name above them.
    if names.count == count - 1 { names.insert("", at: 0) }
    while names.count < count { names.append("") }
    var taken: Set<String> = []
    return names.enumerated().map { index, name in
      var name = name.isEmpty ? "column \(index + 1)" : name
      if taken.contains(name) {
        var number = 2
        while taken.contains("\(name) (\(number))") { number += 1 }
        name += " (\(number))"
      }
      taken.insert(name)
      return name
    }
  }
}
