/// How a role looks, before it is reduced to what a terminal can show.
public struct Style: Sendable, Hashable {
  /// Ways to set text apart without colour.
  public struct Attributes: OptionSet, Sendable, Hashable {
    /// One bit an attribute.
    public let rawValue: UInt8
    /// Creates a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Bold or bright.
    public static let bold = Attributes(rawValue: 1)
    /// Faint.
    public static let dim = Attributes(rawValue: 2)
    /// Slanted.
    public static let italic = Attributes(rawValue: 4)
    /// Underlined.
    public static let underline = Attributes(rawValue: 8)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 16)

    /// The names used in theme files.
    static let names: [String: Attributes] = [
      "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
    ]
  }

  /// The colour of the text.
  public var foreground: Color
  /// The colour behind it.
  public var background: Color
  /// The text colour with 16 colours or fewer, the nearest one without it.
  public var ansi: Color?
  /// The background with 16 colours or fewer.
  public var ansiBackground: Color?
  /// Attributes where there is colour.
  public var attributes: Attributes
  /// Attributes where there is none, the others without it.
  public var mono: Attributes?

  /// Creates a style.
  public init(
    _ foreground: Color = .terminal, on background: Color = .terminal,
    _ attributes: Attributes = [], ansi: Color? = nil, ansiBackground: Color? = nil,
    mono: Attributes? = nil
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
    self.ansi = ansi
    self.ansiBackground = ansiBackground
    self.mono = mono
  }
}
