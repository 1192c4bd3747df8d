@testable import TerminalKit

/// Enough of a terminal to obey what ncurses sends to `xterm-256color`, with a choice of how wide it
/// takes scalars to be.
struct GridEmulator {
  let size: Size
  /// Columns of a scalar, 0 to join the cell before.
  let width: (Unicode.Scalar) -> Int
  /// The cells; the second half of a wide scalar is empty.
  private(set) var grid: [[String]]
  /// The SGR parameters seen.
  private(set) var colors: Set<String> = []
  /// Sequences it does not know.
  private(set) var unknown: [String] = []
  private var x = 0
  private var y = 0
  private var last = " " as Unicode.Scalar

  init(size: Size, width: @escaping (Unicode.Scalar) -> Int) {
    (self.size, self.width) = (size, width)
    grid = Array(repeating: Array(repeating: " ", count: size.width), count: size.height)
  }

  func row(_ y: Int) -> String { grid[y].joined() }

  mutating func feed(_ bytes: [UInt8]) {
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "\u{1B}": index = escape(scalars, from: index)
      case "\r": x = 0
      case "\n": y = min(y + 1, size.height - 1)
      case "\u{8}": x = max(0, min(x, size.width - 1) - 1)
      case "\u{0}"..<" ": unknown.append("\(scalar.value)")
      default: put(scalar)
      }
    }
  }

  private mutating func escape(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    guard start < scalars.count else { return start }
    if scalars[start] == "(" { return start + 2 }
    guard scalars[start] == "[" else {
      if !"78=>".unicodeScalars.contains(scalars[start]) { unknown.append("\(scalars[start])") }
      return start + 1
    }
    var end = start + 1
    while end < scalars.count, scalars[end].value < 0x40 { end += 1 }
    guard end < scalars.count else { return end }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start + 1..<end])
    obey(String(view), scalars[end])
    return end + 1
  }

  private mutating func obey(_ parameters: String, _ final: Unicode.Scalar) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let one = max(1, numbers.first.flatMap(\.self) ?? 1)
    switch final {
    case "H":
      y = min(one, size.height) - 1
      x = min(max(1, numbers.count > 1 ? numbers[1] ?? 1 : 1), size.width) - 1
    case "A": y = max(0, y - one)
    case "B": y = min(size.height - 1, y + one)
    case "C": x = min(size.width - 1, x + one)
    case "D": x = max(0, min(x, size.width - 1) - one)
    case "G": x = min(one, size.width) - 1
    case "d": y = min(one, size.height) - 1
    case "J":
      blank(x..<size.width, y)
      for row in min(y + 1, size.height)..<size.height { blank(0..<size.width, row) }
    case "K":
      blank(parameters == "1" ? 0..<min(x + 1, size.width) : min(x, size.width)..<size.width, y)
    case "X": blank(x..<min(x + one, size.width), y)
    case "b": for _ in 0..<one { put(last) }
    case "m": colors.insert(parameters)
    case "h", "l", "r", "t": break
    default: unknown.append("\(parameters)\(final)")
    }
  }

  private mutating func blank(_ columns: Range<Int>, _ row: Int) {
    for column in columns { erase(column, row) }
  }

  /// Blanks a cell, and the other half of what is cut in two by that.
  private mutating func erase(_ column: Int, _ row: Int) {
    if grid[row][column].isEmpty, column > 0 { grid[row][column - 1] = " " }
    if column + 1 < size.width, grid[row][column + 1].isEmpty { grid[row][column + 1] = " " }
    grid[row][column] = " "
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let columns = width(scalar)
    if columns == 0 {
      if x > 0 { grid[y][x - 1].unicodeScalars.append(scalar) }
      return
    }
    if x + columns > size.width {
      x = 0
      y = min(y + 1, size.height - 1)
    }
    last = scalar
    for column in x..<x + columns { erase(column, y) }
    grid[y][x] = String(scalar)
    for column in x + 1..<x + max(1, columns) { grid[y][column] = "" }
    x += columns
  }
}
