internal import Foundation

/// Reads a table row by row in constant memory: RFC 4180, with what people's programs make of it.
///
/// A cell in quotes may hold delimiters, line ends and quotes, doubled or behind a backslash as the
/// form says. A quote within a cell that does not begin with one is a character like any other.
struct TableScanner: ~Copyable {
  /// A cell of the last row, as indices of the buffer's window.
  private struct Cell {
    var start: Int
    var end: Int
    /// Whether quotes within it are to be made one.
    var isEscaped: Bool
  }

  /// What became of a row.
  enum Row {
    /// Its cells can be asked for.
    case cells
    /// There is nothing on the line.
    case blank
    case mistake(RecordMistake)
  }

  private enum Scan {
    case ended(next: Int)
    /// The window ends within the row; within quotes where they opened.
    case unfinished(quote: Int?)
    /// There is more behind the quotes of a cell.
    case trailing(cell: Int, next: Int)
  }

  private(set) var buffer: TextBuffer
  /// The line on which the last row began, from 1.
  private(set) var line = 1

  private let delimiter: UInt8
  /// The second byte of a delimiter of two.
  private let second: UInt8?
  private let escapesWithBackslash: Bool
  private var cells: [Cell] = []

  init(_ buffer: consuming TextBuffer, form: TableForm) {
    self.buffer = buffer
    delimiter = form.delimiter.first ?? UInt8(ascii: ",")
    second = form.delimiter.count > 1 ? form.delimiter[1] : nil
    escapesWithBackslash = form.escapesWithBackslash
    cells.reserveCapacity(64)
  }

  /// How many cells the last row has.
  var count: Int { cells.count }

  /// The bytes of a cell as they stand, without its quotes; valid until the next row.
  func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let cell = cells[index]
    return UnsafeBufferPointer(start: buffer.base + cell.start, count: cell.end - cell.start)
  }

  /// The text of a cell.
  func text(_ index: Int) -> String {
    let bytes = bytes(index)
    guard cells[index].isEscaped else { return String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var wasEscape = false
    for byte in bytes {
      let isEscape =
        byte == UInt8(ascii: "\"") || escapesWithBackslash && byte == UInt8(ascii: "\\")
      if isEscape, !wasEscape {
        wasEscape = true
      } else {
        plain.append(byte)
        wasEscape = false
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// Goes to the next row; `nil` at the end.
  /// - Throws: `ImportProblem` when the file cannot be read on, `CancellationError`.
  mutating func next() throws -> Row? {
    while true {
      let first = buffer.start
      if first == buffer.end, try !buffer.fill() { return nil }
      switch scan() {
      case .ended(let next): return finish(next: next)
      case .unfinished(let quote):
        let offset = quote.map { $0 - buffer.start }
        // Once the end is known, the last row is looked at again: it needs no line end.
        if !buffer.isAtEnd {
          _ = try buffer.fill()
          continue
        }
        guard let offset else { return finish(next: buffer.end) }
        line = buffer.line(at: buffer.start)
        let opened = buffer.line(at: buffer.start + offset)
        let column = cells.count + 1
        buffer.consume(to: buffer.end)
        return .mistake(
          RecordMistake(
            "the quote that opens on line \(opened), in cell \(column), is never closed; all up to "
              + "the end of the file is in it"))
      case .trailing(let cell, let next):
        line = buffer.line(at: buffer.start)
        let hint =
          escapesWithBackslash ? "" : "; a quote within quotes is written twice"
        buffer.consume(to: next)
        return .mistake(
          RecordMistake("cell \(cell) goes on behind its closing quote\(hint)"))
      }
    }
  }

  private mutating func finish(next: Int) -> Row {
    line = buffer.line(at: buffer.start)
    buffer.consume(to: next)
    guard cells.count == 1 else { return .cells }
    return bytes(0).allSatisfy { $0 == 0x20 } ? .blank : .cells
  }

  /// Finds the cells of the row at the start of the window.
  private mutating func scan() -> Scan {
    cells.removeAll(keepingCapacity: true)
    let base = UnsafePointer(buffer.base)
    let end = buffer.end
    let quote = UInt8(ascii: "\"")
    var index = buffer.start
    var trailing: Int?
    while true {
      guard index < end else {
        guard buffer.isAtEnd else { return .unfinished(quote: nil) }
        add(from: index, to: index, isEscaped: false)
        return trailing.map { .trailing(cell: $0, next: end) } ?? .ended(next: end)
      }
      // A space before the opening quote is none of the text.
      if base[index] == 0x20, index + 1 < end, base[index + 1] == quote, delimiter != 0x20 {
        index += 1
      }
      var stop: Int
      if base[index] == quote {
        let opening = index
        var isEscaped = false
        guard let closing = closingQuote(base, after: index, end, &isEscaped) else {
          return .unfinished(quote: opening)
        }
        add(from: opening + 1, to: closing, isEscaped: isEscaped)
        stop = closing + 1
        while stop < end, base[stop] == 0x20, delimiter != 0x20 { stop += 1 }
        let isCell =
          stop == end || base[stop] == delimiter || base[stop] == 0x0A
          || base[stop] == 0x0D && (stop + 1 == end || base[stop + 1] == 0x0A)
        if !isCell, trailing == nil { trailing = cells.count }
        if !isCell || base[min(stop, end - 1)] == 0x0D || stop == end {
          stop = boundary(base, from: stop, end)
        }
      } else {
        stop = boundary(base, from: index, end)
        guard stop < end || buffer.isAtEnd else { return .unfinished(quote: nil) }
        let isLast = stop == end || base[stop] == 0x0A
        let hasReturn = isLast && stop > index && base[stop - 1] == 0x0D
        add(from: index, to: hasReturn ? stop - 1 : stop, isEscaped: false)
      }
      if stop >= end {
        guard buffer.isAtEnd else { return .unfinished(quote: nil) }
        return trailing.map { .trailing(cell: $0, next: end) } ?? .ended(next: end)
      }
      if base[stop] == 0x0A {
        return trailing.map { .trailing(cell: $0, next: stop + 1) } ?? .ended(next: stop + 1)
      }
      index = stop + (second == nil ? 1 : 2)
    }
  }

  private mutating func add(from start: Int, to end: Int, isEscaped: Bool) {
    cells.append(Cell(start: start, end: end, isEscaped: isEscaped))
  }

  /// The next delimiter or line end; `end` where there is none.
  private func boundary(_ base: UnsafePointer<UInt8>, from start: Int, _ end: Int) -> Int {
    let delimiters = EightBytes.all(delimiter)
    let ends = EightBytes.all(0x0A)
    var index = start
    while index < end {
      let word = EightBytes.load(base, index)
      let found = EightBytes.zeros(word ^ delimiters) | EightBytes.zeros(word ^ ends)
      guard found != 0 else {
        index += 8
        continue
      }
      index += found.trailingZeroBitCount >> 3
      guard index < end else { return end }
      if let second, base[index] == delimiter {
        guard index + 1 < end else { return end }
        if base[index + 1] != second {
          index += 1
          continue
        }
      }
      return index
    }
    return end
  }

  /// The quote that closes a cell; `nil` where the window ends before, or right behind what may be
  /// it.
  private func closingQuote(
    _ base: UnsafePointer<UInt8>, after opening: Int, _ end: Int, _ isEscaped: inout Bool
  ) -> Int? {
    var index = opening + 1
    while index < end, let hit = memchr(base + index, 0x22, end - index) {
      let found = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) - base
      if escapesWithBackslash {
        var before = found
        while before > opening + 1, base[before - 1] == UInt8(ascii: "\\") { before -= 1 }
        if before < found { isEscaped = true }
        if (found - before) % 2 == 1 {
          index = found + 1
          continue
        }
      }
      guard found + 1 < end else { return buffer.isAtEnd ? found : nil }
      guard base[found + 1] == 0x22 else { return found }
      isEscaped = true
      index = found + 2
    }
    return nil
  }
}
