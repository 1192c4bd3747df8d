internal import Glibc

/// What the environment says about the terminal, and what follows from it.
public struct TerminalEnvironment: Sendable, Hashable {
  /// `TERM`, empty when unset.
  public var term: String
  /// `COLORTERM`.
  public var colorTerm: String
  /// `NO_COLOR`.
  public var noColor: String

  /// Creates an environment.
  public init(term: String = "", colorTerm: String = "", noColor: String = "") {
    (self.term, self.colorTerm, self.noColor) = (term, colorTerm, noColor)
  }

  /// The environment of the process.
  public static var current: TerminalEnvironment {
    func value(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
    return TerminalEnvironment(
      term: value("TERM"), colorTerm: value("COLORTERM"), noColor: value("NO_COLOR"))
  }

  /// Whether the user asks for no colour: `NO_COLOR` is set and not empty.
  public var refusesColor: Bool { !noColor.isEmpty }

  /// Whether the environment says that colours can be set by red, green and blue.
  public var announcesTrueColor: Bool {
    ["truecolor", "24bit"].contains(colorTerm) || term.hasSuffix("-direct")
  }

  /// The terminal types to try, the best one first.
  ///
  /// A type may be unknown on the machine one is logged in to, so two that fit nearly every
  /// terminal follow. A terminal that says it has many colours gets them under a plain name too.
  public func types(wanting choice: ColorChoice = .automatic) -> [String] {
    var types: [String] = []
    func add(_ type: String) { if !types.contains(type) { types.append(type) } }
    let base = term.hasSuffix("-direct") ? String(term.dropLast(7)) : term
    // In a direct-colour type the numbers are colours and no palette.
    if base != term { add(base + "-256color") }
    let saysMany =
      announcesTrueColor || colorTerm.contains("256color")
      || choice == .indexed || choice == .truecolor
    if saysMany, ["xterm", "xterm-color", "xterm-16color", "screen", "tmux", "rxvt"].contains(base)
    {
      add(base.prefix { $0 != "-" } + "-256color")
    }
    if !term.isEmpty { add(term) }
    if term != "dumb" {
      add("xterm-256color")
      add("vt100")
    }
    return types
  }

  /// Whether frames may be wrapped in synchronized output and the wheel turned into arrows.
  ///
  /// Terminals of this family leave out what they do not know; older ones may not.
  public var isXtermLike: Bool {
    let families = [
      "xterm", "tmux", "foot", "alacritty", "wezterm", "contour", "rio", "ghostty", "kitty",
      "st-256",
      "konsole", "vte", "mintty",
    ]
    return families.contains { term.hasPrefix($0) }
  }
}
