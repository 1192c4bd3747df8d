internal import CNcurses
internal import Glibc

/// Turns frames into the bytes that show them: the only file that draws with ncurses.
///
/// ncurses knows what the terminal shows, finds what changed, and draws it into a file in memory. It
/// keeps one screen a process, so there is one painter.
@MainActor
final class Painter {
  /// How roles look; a new theme shows at the next frame.
  var theme: Theme {
    didSet { if theme != oldValue { forgetFrame() } }
  }
  /// The colours in use.
  let depth: ColorDepth

  private let glyphs: Glyphs
  private let memory: Int32
  private let hasDefaultColors: Bool
  private var direct = DirectColors()
  private var shown: Frame?
  private var mustClear = false
  private var styles: [CellStyle?]
  private var cursorShown: Bool?

  private struct CellStyle {
    var attributes: attr_t
    var pair: Int32
  }

  /// Opens ncurses for a terminal type; no terminal is needed.
  init(
    type: String, size: Size, glyphs: Glyphs, theme: Theme, color: ColorChoice,
    environment: TerminalEnvironment
  ) throws(TerminalError) {
    var memory: Int32 = -1
    guard cn_open_screen(type, Int32(size.height), Int32(size.width), &memory) != nil else {
      throw .system("ncurses refuses '\(type)'")
    }
    self.memory = memory
    (self.glyphs, self.theme) = (glyphs, theme)
    // Else what follows a cluster whose width is disputed would be pushed along with it.
    idcok(cn_stdscr(), false)
    var available = ColorDepth(colors: max(0, Int(tigetnum("colors"))))
    let canBeDirect = available == .indexed && Self.isDirectColorPossible
    if canBeDirect, environment.announcesTrueColor || cn_announces_direct_color() {
      available = .truecolor
    }
    var wanted = color.depth(available: available, environment: environment)
    if wanted == .truecolor, !canBeDirect { wanted = min(.indexed, available) }
    if wanted != .mono, has_colors(), start_color() == OK {
      depth = wanted
      hasDefaultColors = use_default_colors() == OK
    } else {
      depth = .mono
      hasDefaultColors = true
    }
    styles = Array(repeating: nil, count: Self.roleCount * (Self.roleCount + 1))
  }

  /// Whether colours are set by the sequences that ``DirectColors`` can rewrite.
  private static var isDirectColorPossible: Bool {
    func text(_ name: String) -> String {
      String(decoding: Terminal.bytes(cn_capability(name)), as: UTF8.self)
    }
    return text("setaf").contains("38;5;%p1%d") && text("setab").contains("48;5;%p1%d")
  }

  // MARK: What is on the screen

  /// Whether the terminal shows this frame already.
  func isShown(_ frame: Frame) -> Bool { frame == shown && !mustClear }

  /// Draws the next frame in full; on an empty screen when `clearing`.
  func forget(clearing: Bool) {
    forgetFrame()
    cursorShown = nil
    mustClear = clearing
  }

  private func forgetFrame() {
    shown = nil
    styles = Array(repeating: nil, count: styles.count)
  }

  /// The bytes that leave the screen as ncurses found it.
  func leave() -> [UInt8] {
    _ = drawn()
    endwin()
    return drawn()
  }

  /// Follows the terminal to a new size.
  func resize(rows: Int32, columns: Int32) {
    if rows != getmaxy(cn_stdscr()) || columns != getmaxx(cn_stdscr()) {
      // Not resizeterm(), which also sends a key to wgetch().
      resize_term(rows, columns)
    }
  }

  // MARK: Drawing

  /// The bytes that turn what is shown into the frame, empty when nothing changed.
  func bytes(for frame: Frame, size: Size) -> [UInt8] {
    let window = cn_stdscr()
    var disputed: [Point] = []
    for y in 0..<size.height where shown == nil || shown?.row(y) != frame.row(y) {
      put(frame, row: y, size: size, window: window, disputed: &disputed)
    }
    if direct.isFull {
      // Rare: dozens of themes were tried. Numbers get new colours, so nothing shown may stay.
      direct = DirectColors()
      forget(clearing: true)
      return bytes(for: frame, size: size)
    }
    if mustClear {
      clearok(cn_curscr(), true)
      mustClear = false
    }
    if !disputed.isEmpty { settle(disputed, of: frame, size: size, window: window) }
    place(frame.cursor, size: size, window: window)
    wnoutrefresh(window)
    doupdate()
    shown = frame
    return direct.rewrite(drawn())
  }

  /// Takes out of the memory file what ncurses drew since the last time.
  private func drawn() -> [UInt8] {
    let length = Int(lseek(memory, 0, SEEK_CUR))
    guard length > 0 else { return [] }
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      count = max(0, pread(memory, buffer.baseAddress, length, 0))
    }
    lseek(memory, 0, SEEK_SET)
    return bytes
  }

  private func place(_ cursor: Point?, size: Size, window: UnsafeMutablePointer<WINDOW>?) {
    let wanted = cursor.flatMap { Rect(size).contains($0) ? $0 : nil }
    if cursorShown != (wanted != nil) {
      cursorShown = wanted != nil
      curs_set(wanted != nil ? 1 : 0)
    }
    leaveok(window, wanted == nil)
    if let wanted { wmove(window, Int32(wanted.y), Int32(wanted.x)) }
  }

  /// Hands a row to ncurses. New clusters of disputed width are left blank and noted.
  private func put(
    _ frame: Frame, row y: Int, size: Size, window: UnsafeMutablePointer<WINDOW>?,
    disputed: inout [Point]
  ) {
    var row: [cchar_t] = []
    row.reserveCapacity(size.width)
    var x = 0
    while x < size.width {
      let cell = frame[x, y]
      let width = max(1, Int(cell.width))
      if x + width > size.width {
        append([0x20], of: cell, to: &row)
        x += 1
        continue
      }
      if isDisputed(cell, at: x, size: size), shown?[x, y] != cell {
        disputed.append(Point(x, y))
        for _ in 0..<width { append([0x20], of: cell, to: &row) }
      } else {
        append(cell, at: x, size: size, to: &row)
      }
      x += width
    }
    mvwadd_wchnstr(window, Int32(y), 0, &row, Int32(row.count))
  }

  private func isDisputed(_ cell: Cell, at x: Int, size: Size) -> Bool {
    glyphs == .unicode && x + max(1, Int(cell.width)) < size.width
      && CellScalars.isDisputed(cell)
  }

  /// Columns that a cluster may take beyond those we count, at most: four marks drawn apart.
  private static let reach = 4

  /// Draws clusters whose width is disputed, each onto blanks, and after each one sets the cursor
  /// where it belongs and draws anew what the terminal may have covered.
  private func settle(
    _ places: [Point], of frame: Frame, size: Size, window: UnsafeMutablePointer<WINDOW>?
  ) {
    leaveok(window, false)
    wnoutrefresh(window)
    doupdate()
    for place in places {
      let cell = frame[place.x, place.y]
      let after = place.x + max(1, Int(cell.width))
      let row = Int32(place.y)
      var cells: [cchar_t] = []
      append(cell, at: place.x, size: size, to: &cells)
      mvwadd_wchnstr(window, row, Int32(place.x), &cells, Int32(cells.count))
      wmove(window, row, Int32(after))
      wnoutrefresh(window)
      doupdate()
      setCursor(row: row, column: Int32(after))
      var end = min(after + Self.reach, size.width)
      while end < size.width, frame[end, place.y].width == 0 { end += 1 }
      var covered = Array(repeating: Self.unknownCell, count: end - after)
      mvwadd_wchnstr(cn_curscr(), row, Int32(after), &covered, Int32(covered.count))
    }
  }

  /// Sets the cursor where ncurses believes it to be. mvcur() would write to the terminal itself.
  private func setCursor(row: Int32, column: Int32) {
    var text = [CChar](repeating: 0, count: 64)
    let length = cn_cursor_address(row, column, &text, text.count)
    _ = write(memory, text, length)
  }

  /// A cell that no frame has, put where ncurses must not rely on what it drew.
  private static let unknownCell: cchar_t = {
    var cell = cchar_t()
    cn_set_cell(&cell, [0xFFFC], 1, CN_BLINK, 0)
    return cell
  }()

  private func append(_ cell: Cell, at x: Int, size: Size, to row: inout [cchar_t]) {
    if let ascii = cell.cluster.asciiValue {
      append([ascii >= 0x20 && ascii < 0x7F ? UInt32(ascii) : 0x20], of: cell, to: &row)
      return
    }
    for scalars in CellScalars.groups(of: cell, at: x, width: size.width, glyphs: glyphs) {
      append(scalars, of: cell, to: &row)
    }
  }

  private func append(_ scalars: [UInt32], of cell: Cell, to row: inout [cchar_t]) {
    let style = style(cell.role, over: cell.underlay)
    var out = cchar_t()
    cn_set_cell(
      &out, scalars, scalars.count,
      cell.isReversed ? style.attributes ^ CN_REVERSE : style.attributes, style.pair)
    row.append(out)
  }

  // MARK: Styles

  private static let roleCount = Role.allCases.count
  private static let roleIndex: [Role: Int] = Dictionary(
    uniqueKeysWithValues: Role.allCases.enumerated().map { ($1, $0) })

  private func style(_ role: Role, over underlay: Role?) -> CellStyle {
    let below = underlay.flatMap { Self.roleIndex[$0] }.map { $0 + 1 } ?? 0
    let index = (Self.roleIndex[role] ?? 0) * (Self.roleCount + 1) + below
    if let known = styles[index] { return known }
    let style = ncursesStyle(theme.resolve(role, over: underlay, depth: depth))
    styles[index] = style
    return style
  }

  private func ncursesStyle(_ style: ResolvedStyle) -> CellStyle {
    var attributes: attr_t = 0
    for (wanted, bit) in [
      (Style.Attributes.bold, CN_BOLD), (.dim, CN_DIM), (.italic, CN_ITALIC),
      (.underline, CN_UNDERLINE), (.reverse, CN_REVERSE),
    ] where style.attributes.contains(wanted) {
      attributes |= bit
    }
    guard depth != .mono, style.foreground >= 0 || style.background >= 0 else {
      return CellStyle(attributes: attributes, pair: 0)
    }
    var foreground = direct.number(of: style.foreground)
    var background = direct.number(of: style.background)
    if !hasDefaultColors {
      if foreground < 0 { foreground = 7 }
      if background < 0 { background = 0 }
    }
    let pair = alloc_pair(Int32(foreground), Int32(background))
    return CellStyle(attributes: attributes, pair: max(0, pair))
  }
}
