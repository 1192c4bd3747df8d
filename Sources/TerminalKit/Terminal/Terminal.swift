internal import CNcurses
internal import Glibc

/// The screen, owned by the main actor; the only file that talks to ncurses (ours).
///
/// ncurses draws into a file in memory and what it drew goes to the terminal in one write. It never
/// reads keys and never touches the terminal's modes.
@MainActor
public final class Terminal {
  /// How the screen is opened.
  public struct Options: Sendable {
    /// How roles look.
    public var theme = Theme.dark
    /// What the user wants of colour.
    public var color = ColorChoice.automatic
    /// The characters to draw with; by the locale when `nil`.
    public var glyphs: Glyphs?
    /// Whether the wheel sends arrow keys, which captures nothing.
    public var turnsWheelIntoArrows = true
    /// The file a crash writes its backtrace to; its folder must exist.
    public var crashReport: String?
    /// The file every frame is appended to as a line of JSON, for tests of what terminals show; by
    /// `RATIONALE_DEBUG_FRAMES`.
    public var debugFrames = getenv("RATIONALE_DEBUG_FRAMES").map { String(cString: $0) }
    /// The environment that decides about type and colour.
    public var environment = TerminalEnvironment.current

    /// The usual options.
    public init() {}
  }

  /// Columns and rows.
  public private(set) var size: Size
  /// The characters frames must be drawn with.
  public let glyphs: Glyphs
  /// The colours in use.
  public let depth: ColorDepth
  /// The terminal type in use, which is not `TERM` where that one is unknown.
  public let type: String
  /// How roles look; a new theme shows at the next frame.
  public var theme: Theme {
    didSet { if theme != oldValue { forgetFrame() } }
  }
  /// Whether a shell or an editor has the terminal.
  public private(set) var isReleased = true
  /// Whether bytes of an earlier frame wait for a slow terminal; frames are dropped meanwhile.
  public var isCongested: Bool { !pending.isEmpty }
  /// Where frames are written, for a write source.
  let output: Int32
  /// Bytes and frames written so far.
  public private(set) var statistics = (frames: 0, bytes: 0)

  private let memory: Int32
  private let options: Options
  private let record: FrameRecord?
  private let hasDefaultColors: Bool
  private var decoder: KeyDecoder
  private var shown: Frame?
  private var mustClear = false
  private var pending: ArraySlice<UInt8> = []
  private var prologue: [UInt8] = []
  private var hasEntered = false
  private var styles: [CellStyle?]
  private var cursorShown: Bool?
  private var wantsPaste = false
  private var wantsMouse = false
  /// Whether they were on since the terminal was taken.
  private var hadPaste = false
  private var hadMouse = false
  /// Whether the terminal knows what its alternate scroll was before.
  private var hasSavedWheel = false

  private struct CellStyle {
    var attributes: attr_t
    var pair: Int32
  }

  /// Opens the screen; nothing is written before the first frame.
  ///
  /// Throws ``TerminalError`` with the terminal as it was.
  public static func open(_ options: Options = Options()) throws(TerminalError) -> Terminal {
    try Terminal(options)
  }

  private init(_ options: Options) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    if let path = options.debugFrames {
      record = try FrameRecord(path: path)
    } else {
      record = nil
    }
    let isUTF8 = cn_set_locale()
    let type = try Self.chooseType(options)
    _ = cn_wait_for_foreground(STDIN_FILENO)
    let own = cn_reopen_tty(STDOUT_FILENO)
    let output = own >= 0 ? own : STDOUT_FILENO
    guard cn_guard_install(STDIN_FILENO, output) else { throw .notATerminal }
    cn_guard_report(options.crashReport)
    var memory: Int32 = -1
    var rows: Int32 = 24
    var columns: Int32 = 80
    _ = cn_tty_size(STDOUT_FILENO, &rows, &columns)
    guard cn_open_screen(type, rows, columns, &memory) != nil else {
      throw .system("ncurses refuses '\(type)'")
    }
    self.options = options
    self.type = type
    self.output = output
    self.memory = memory
    theme = options.theme
    glyphs = options.glyphs ?? (isUTF8 ? .unicode : .ascii)
    let available = ColorDepth(colors: max(0, Int(tigetnum("colors"))))
    let wanted = options.color.depth(available: available, environment: options.environment)
    if wanted != .mono, has_colors(), start_color() == OK {
      depth = wanted
      hasDefaultColors = use_default_colors() == OK
    } else {
      depth = .mono
      hasDefaultColors = true
    }
    decoder = KeyDecoder(sequences: Self.keySequences())
    styles = Array(repeating: nil, count: Self.roleCount * (Self.roleCount + 1))
    size = Size(width: Int(columns), height: Int(rows))
    take()
  }

  private static func chooseType(_ options: Options) throws(TerminalError) -> String {
    for type in options.environment.types(wanting: options.color) {
      switch cn_check_type(type) {
      case 1: return type
      case 0: continue
      default: throw .noCursor(term: type)
      }
    }
    let term = options.environment.term
    throw term == "dumb" ? .noCursor(term: term) : .unknownType(term: term)
  }

  /// An empty frame of the right size and characters.
  public func frame() -> Frame { Frame(size: size, glyphs: glyphs) }

  // MARK: Taking and giving back

  private func take() {
    guard isReleased else { return }
    isReleased = false
    cn_guard_take()
    prologue += Self.bytes(cn_capability("smkx"))
    if options.environment.isXtermLike, options.turnsWheelIntoArrows {
      // Saved first: on many terminals it is on by default and must be so afterwards. Only once:
      // taken again without having been given back, what is ours would be saved.
      if !hasSavedWheel { prologue += Array("\u{1B}[?1007s".utf8) }
      prologue += Array("\u{1B}[?1007h".utf8)
      hasSavedWheel = true
    }
    if wantsPaste { switchPaste(true) }
    if wantsMouse { switchMouse(true) }
    cursorShown = nil
    forgetFrame()
    mustClear = hasEntered
  }

  /// Gives the terminal back: for an editor or a pager, and before the process ends.
  public func release() {
    guard !isReleased else { return }
    isReleased = true
    pending = []
    if hasEntered {
      var bytes: [UInt8] = []
      if options.environment.isXtermLike { bytes += Self.syncOff }
      // Also what was switched off a moment ago: the word for it may still have been waiting.
      if hadPaste { bytes += Self.pasteOff }
      if hadMouse { bytes += Self.mouseOff }
      if hasSavedWheel { bytes += Array("\u{1B}[?1007r".utf8) }
      bytes += Self.bytes(cn_capability("rmkx"))
      _ = drawn()
      endwin()
      bytes += drawn()
      if cn_capability("rmcup") == nil { bytes += [0x0D, 0x0A] }
      writeFully(bytes)
    }
    prologue = []
    hadPaste = false
    hadMouse = false
    hasSavedWheel = false
    cn_guard_release()
  }

  /// Takes the terminal again; the next frame is drawn in full. `false` in the background.
  @discardableResult
  public func retake() -> Bool {
    guard cn_wait_for_foreground(STDIN_FILENO) else { return false }
    if !isReleased {
      // Stopped by force: nobody knows what the shell made of the modes and the screen.
      isReleased = true
      endwin()
      _ = drawn()
    }
    take()
    checkSize()
    return true
  }

  /// Gives the terminal back, stops the process group as ^Z does, and takes it again afterwards.
  public func suspend() {
    release()
    cn_stop_group()
    retake()
  }

  /// Stops this process too after the program in front of it has stopped itself.
  func stopAlong() { cn_stop_self() }

  /// Gives the terminal back and dies of a signal, so that the shell sees the true cause.
  public func die(of signal: Int32) -> Never {
    release()
    cn_die(signal)
  }

  /// Puts the terminal back at once, without the main actor, and dies; for when that one hangs.
  nonisolated static func dieAtOnce(of signal: Int32) -> Never { cn_guard_die(signal) }

  /// Gives the current thread a stack for fatal signals; the main queue runs on changing threads.
  nonisolated static func prepareThread() { cn_guard_thread() }

  // MARK: Modes

  /// Reports pastes as such: on while a text field has the focus.
  public func setPaste(_ isOn: Bool) {
    guard isOn != wantsPaste else { return }
    wantsPaste = isOn
    if !isReleased { switchPaste(isOn) }
  }

  /// Captures the mouse: clicks, drags and the wheel become keys, and text can no longer be selected.
  ///
  /// Off sends exactly what takes back on. While it is off nothing is captured: the wheel arrives as
  /// arrow keys, see ``Options/turnsWheelIntoArrows``.
  public func setMouse(_ isOn: Bool) {
    guard isOn != wantsMouse else { return }
    wantsMouse = isOn
    if !isReleased { switchMouse(isOn) }
  }

  private func switchPaste(_ isOn: Bool) {
    prologue += isOn ? Self.pasteOn : Self.pasteOff
    hadPaste = hadPaste || isOn
  }

  private func switchMouse(_ isOn: Bool) {
    prologue += isOn ? Self.mouseOn : Self.mouseOff
    hadMouse = hadMouse || isOn
  }

  private static let pasteOn = Array("\u{1B}[?2004h".utf8)
  private static let pasteOff = Array("\u{1B}[?2004l".utf8)
  /// Buttons, the wheel and drags, in the form that has no end at column 223.
  static let mouseOn = Array("\u{1B}[?1002h\u{1B}[?1006h".utf8)
  static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1002l".utf8)

  // MARK: Keys

  /// What ``readKeys()`` found.
  enum Input {
    /// Keys; none when only a part of a sequence came.
    case keys([Key])
    /// The terminal is gone.
    case gone
  }

  /// Reads what is there, without waiting.
  func readKeys() -> Input {
    var keys: [Key] = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
      var state = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&state, 1, 0) > 0 else { return .keys(keys) }
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 {
        keys += decoder.feed(buffer[..<count])
        // The rest can wait until these are done.
        if keys.count > 4096 { return .keys(keys) }
      } else if count < 0, errno == EINTR || errno == EAGAIN {
        return .keys(keys)
      } else {
        return .gone
      }
    }
  }

  /// Whether an escape waits to be told from a sequence.
  var hasPendingEscape: Bool { decoder.isPending }

  /// The keys in an unfinished sequence, now that nothing followed it.
  func flushKeys() -> [Key] { decoder.flush() }

  private static func keySequences() -> [[UInt8]: Key] {
    var table: [[UInt8]: Key] = [:]
    let named: [(String, Key)] =
      [
        ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
        ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete),
        ("kich1", .insert), ("kcbt", .backtab), ("kLFT5", .wordLeft), ("kRIT5", .wordRight),
      ] + (1...12).map { ("kf\($0)", .function($0)) }
    for (name, key) in named {
      let sequence = bytes(cn_capability(name))
      if sequence.count > 1, sequence[0] == 0x1B { table[sequence] = key }
    }
    return table
  }

  // MARK: Size

  /// Asks the terminal for its size; `true` when it changed.
  @discardableResult
  func checkSize() -> Bool {
    var rows: Int32 = 24
    var columns: Int32 = 80
    _ = cn_tty_size(STDOUT_FILENO, &rows, &columns)
    let found = Size(width: Int(columns), height: Int(rows))
    if rows != getmaxy(cn_stdscr()) || columns != getmaxx(cn_stdscr()) {
      // Not resizeterm(), which also sends a key to wgetch().
      resize_term(rows, columns)
    }
    guard found != size else { return false }
    size = found
    // Terminals move text about when they change size.
    redraw()
    return true
  }

  // MARK: Painting

  /// Draws the next frame in full, as after ^L.
  public func redraw() {
    forgetFrame()
    mustClear = true
  }

  private func forgetFrame() {
    shown = nil
    styles = Array(repeating: nil, count: styles.count)
  }

  /// Shows a frame: what changed goes out in one write, nothing when nothing changed.
  ///
  /// `false` when the frame was dropped because the terminal is slow or not ours.
  @discardableResult
  public func present(_ frame: Frame) -> Bool {
    guard !isReleased else { return false }
    guard pending.isEmpty else { return false }
    if frame == shown, prologue.isEmpty { return true }
    let window = cn_stdscr()
    for y in 0..<size.height where shown == nil || shown?.row(y) != frame.row(y) {
      put(frame, row: y, window: window)
    }
    place(frame.cursor, window: window)
    if mustClear {
      clearok(cn_curscr(), true)
      mustClear = false
    }
    wnoutrefresh(window)
    doupdate()
    let body = drawn()
    let head = prologue
    prologue = []
    shown = frame
    guard !body.isEmpty || !head.isEmpty else { return true }
    var bytes = head
    if options.environment.isXtermLike, !body.isEmpty {
      bytes += Self.syncOn
      bytes += body
      bytes += Self.syncOff
    } else {
      bytes += body
    }
    hasEntered = true
    statistics.frames += 1
    statistics.bytes += bytes.count
    pending = bytes[...]
    drain()
    record?.append(frame, size: size)
    return true
  }

  private static let syncOn = Array("\u{1B}[?2026h".utf8)
  private static let syncOff = Array("\u{1B}[?2026l".utf8)

  /// Writes what waits, as far as the terminal takes it.
  func drain() {
    while !pending.isEmpty {
      let count = pending.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if count >= 0 {
        pending = pending.dropFirst(count)
      } else if errno == EAGAIN {
        return
      } else if errno != EINTR {
        pending = []
      }
    }
  }

  /// Writes all of it, and gives up on a terminal that takes nothing for half a second.
  private func writeFully(_ bytes: [UInt8]) {
    pending = bytes[...]
    drain()
    while !pending.isEmpty {
      var state = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
      if poll(&state, 1, 500) <= 0 { pending = [] }
      drain()
    }
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

  private func place(_ cursor: Point?, window: UnsafeMutablePointer<WINDOW>?) {
    let wanted = cursor.flatMap { Rect(size).contains($0) ? $0 : nil }
    if cursorShown != (wanted != nil) {
      cursorShown = wanted != nil
      curs_set(wanted != nil ? 1 : 0)
      leaveok(window, wanted == nil)
    }
    if let wanted { wmove(window, Int32(wanted.y), Int32(wanted.x)) }
  }

  private func put(_ frame: Frame, row y: Int, window: UnsafeMutablePointer<WINDOW>?) {
    var row: [cchar_t] = []
    row.reserveCapacity(size.width)
    var columns = 0
    while columns < size.width {
      let cell = frame[columns, y]
      let width = max(1, Int(cell.width))
      if columns + width > size.width {
        append([0x20], of: Cell(" ", role: cell.role, underlay: cell.underlay), to: &row)
        columns += 1
      } else {
        append(cell, width: width, to: &row)
        columns += width
      }
    }
    mvwadd_wchnstr(window, Int32(y), 0, &row, Int32(row.count))
  }

  private func append(_ cell: Cell, width: Int, to row: inout [cchar_t]) {
    for scalars in CellScalars.groups(of: cell, width: width, glyphs: glyphs) {
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
    var (foreground, background) = (style.foreground, style.background)
    if !hasDefaultColors {
      if foreground < 0 { foreground = 7 }
      if background < 0 { background = 0 }
    }
    let pair = alloc_pair(Int32(foreground), Int32(background))
    return CellStyle(attributes: attributes, pair: max(0, pair))
  }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    text.map { Array(String(cString: $0).utf8) } ?? []
  }
}
