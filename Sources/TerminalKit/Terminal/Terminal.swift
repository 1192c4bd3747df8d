internal import CNcurses
internal import Glibc

/// The screen, owned by the main actor: modes, keys, and one write a frame.
///
/// ``Painter`` makes the bytes of a frame; ncurses never reads keys and never touches the terminal's
/// modes.
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
  public var depth: ColorDepth { painter.depth }
  /// The terminal type in use, which is not `TERM` where that one is unknown.
  public let type: String
  /// How roles look; a new theme shows at the next frame.
  public var theme: Theme {
    get { painter.theme }
    set { painter.theme = newValue }
  }
  /// Whether a shell or an editor has the terminal.
  public private(set) var isReleased = true
  /// Whether bytes of an earlier frame wait for a slow terminal; frames are dropped meanwhile.
  public var isCongested: Bool { !pending.isEmpty }
  /// Where frames are written, for a write source.
  let output: Int32
  /// Bytes and frames written so far.
  public private(set) var statistics = (frames: 0, bytes: 0)

  private let painter: Painter
  private let options: Options
  private let record: FrameRecord?
  private var decoder: KeyDecoder
  private var pending: ArraySlice<UInt8> = []
  /// Control sequences that came while a frame was half written.
  private var controls: [UInt8] = []
  private var prologue: [UInt8] = []
  private var hasEntered = false
  private var wantsPaste = false
  private var wantsMouse = false
  /// Whether they were on since the terminal was taken.
  private var hadPaste = false
  private var hadMouse = false
  /// Whether the terminal knows what its alternate scroll was before.
  private var hasSavedWheel = false

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
    let isUTF8 = TerminalLocale.adopt().isUTF8
    let type = try Self.chooseType(options)
    _ = cn_wait_for_foreground(STDIN_FILENO)
    let own = cn_reopen_tty(STDOUT_FILENO)
    let output = own >= 0 ? own : STDOUT_FILENO
    guard cn_guard_install(STDIN_FILENO, output) else { throw .notATerminal }
    cn_guard_report(options.crashReport)
    var rows: Int32 = 24
    var columns: Int32 = 80
    _ = cn_tty_size(STDOUT_FILENO, &rows, &columns)
    self.options = options
    self.type = type
    self.output = output
    let size = Size(width: Int(columns), height: Int(rows))
    let glyphs = options.glyphs ?? (isUTF8 ? .unicode : .ascii)
    painter = try Painter(
      type: type, size: size, glyphs: glyphs, theme: options.theme, color: options.color,
      environment: options.environment)
    (self.size, self.glyphs) = (size, glyphs)
    decoder = KeyDecoder(
      sequences: Self.keySequences(),
      escapeDelay: KeyDecoder.escapeDelay(getenv("ESCDELAY").map { String(cString: $0) }))
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
    painter.forget(clearing: hasEntered)
  }

  /// Gives the terminal back: for an editor or a pager, and before the process ends.
  public func release() {
    guard !isReleased else { return }
    isReleased = true
    // What was broken off must not swallow what follows: CAN ends any sequence.
    var bytes: [UInt8] = pending.isEmpty ? [] : [0x18]
    pending = []
    controls = []
    if hasEntered {
      if options.environment.isXtermLike { bytes += Self.syncOff }
      // Also what was switched off a moment ago: the word for it may still have been waiting.
      if hadPaste { bytes += Self.pasteOff }
      if hadMouse { bytes += Self.mouseOff }
      if hasSavedWheel { bytes += Array("\u{1B}[?1007r".utf8) }
      bytes += Self.bytes(cn_capability("rmkx"))
      bytes += painter.leave()
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
      _ = painter.leave()
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

  /// How long what is pending waits for its rest, in milliseconds.
  var escapeDelay: Int { decoder.delay }

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
    painter.resize(rows: rows, columns: columns)
    guard found != size else { return false }
    size = found
    // Terminals move text about when they change size.
    redraw()
    return true
  }

  // MARK: Painting

  /// Draws the next frame in full, as after ^L.
  public func redraw() { painter.forget(clearing: true) }

  /// Shows a frame: what changed goes out in one write, nothing when nothing changed.
  ///
  /// `false` when the frame was dropped because the terminal is slow or not ours.
  @discardableResult
  public func present(_ frame: Frame) -> Bool {
    guard !isReleased else { return false }
    guard pending.isEmpty else { return false }
    if painter.isShown(frame), prologue.isEmpty { return true }
    let body = painter.bytes(for: frame, size: size)
    let head = prologue
    prologue = []
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

  /// Writes a sequence that shows nothing, such as one of ``Clipboard``: in one write, and never
  /// into a frame that a slow terminal has only taken a part of.
  ///
  /// For ``EventLoop/write(control:)``, which sees to the rest where the terminal is slow.
  func send(control bytes: [UInt8]) {
    guard !isReleased else { return }
    controls += bytes
    drain()
  }

  /// Writes what waits, as far as the terminal takes it.
  func drain() {
    while true {
      if pending.isEmpty {
        if controls.isEmpty { return }
        pending = controls[...]
        controls = []
      }
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

  static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    text.map { Array(String(cString: $0).utf8) } ?? []
  }
}
