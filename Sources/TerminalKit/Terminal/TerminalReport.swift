internal import CNcurses
internal import Glibc

/// What would be made of the terminal without opening it, for whoever wonders why a screen looks as
/// it does.
public struct TerminalReport: Sendable, Hashable {
  /// `TERM`.
  public var term: String
  /// The type that would be used; `nil` where no screen can be shown.
  public var type: String?
  /// Which characters the locale can show.
  public var locale: TerminalLocale
  /// The colours that the type has.
  public var available: ColorDepth
  /// The colours that would be used.
  public var depth: ColorDepth
  /// Columns and rows; `nil` where standard output is no terminal.
  public var size: Size?

  /// Looks at the terminal of the process.
  @MainActor
  public static func current(
    color: ColorChoice = .automatic, environment: TerminalEnvironment = .current
  ) -> TerminalReport {
    let locale = TerminalLocale.adopt()
    let type = environment.types(wanting: color).first { cn_check_type($0) == 1 }
    var colors = 0
    var failure: Int32 = 0
    if let type, setupterm(type, STDOUT_FILENO, &failure) == OK {
      colors = Int(tigetnum("colors"))
    }
    let available = ColorDepth(colors: max(0, colors))
    var rows: Int32 = 0
    var columns: Int32 = 0
    let hasSize = cn_tty_size(STDOUT_FILENO, &rows, &columns)
    return TerminalReport(
      term: environment.term, type: type, locale: locale, available: available,
      depth: color.depth(available: available, environment: environment),
      size: hasSize ? Size(width: Int(columns), height: Int(rows)) : nil)
  }
}
