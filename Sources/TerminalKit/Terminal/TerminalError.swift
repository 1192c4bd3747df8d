/// Why the screen could not be opened.
public enum TerminalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Input or output is a file or a pipe.
  case notATerminal
  /// The terminal cannot place the cursor.
  case noCursor(term: String)
  /// Neither the type nor the ones tried in its place are known.
  case unknownType(term: String)
  /// The system refused something.
  case system(String)

  /// A sentence that says what is wrong and the way out.
  public var description: String {
    switch self {
    case .notATerminal:
      "the screen needs a terminal for input and output; the commands work without one"
    case .noCursor(let term):
      "the terminal type '\(term)' cannot place the cursor; set TERM to what the terminal is, "
        + "for instance xterm-256color"
    case .unknownType(let term):
      "the terminal type '\(term)' is unknown here and so are xterm-256color and vt100; "
        + "install ncurses-base or set TERMINFO"
    case .system(let what):
      "the screen cannot be opened: \(what)"
    }
  }
}
