/// How many colours there are to draw with.
///
/// The user's palette is never redefined.
public enum ColorDepth: String, Sendable, Hashable, CaseIterable, Comparable {
  /// None: attributes carry the meaning.
  case mono
  /// The eight colours of the first terminals.
  case eight = "8"
  /// The eight and their bright versions.
  case sixteen = "16"
  /// The palette of xterm.
  case indexed = "256"
  /// Any colour by red, green and blue, beside the palette.
  case truecolor

  /// Values a resolved colour can have, 0 for none; see ``ResolvedStyle``.
  public var colors: Int {
    switch self {
    case .mono: 0
    case .eight: 8
    case .sixteen: 16
    case .indexed: 256
    case .truecolor: Palette.direct + 0x100_0000
    }
  }

  /// The depth of a terminal with a palette of so many colours.
  public init(colors: Int) {
    switch colors {
    case 256...: self = .indexed
    case 16...: self = .sixteen
    case 8...: self = .eight
    default: self = .mono
    }
  }

  /// Fewer colours come first.
  public static func < (a: ColorDepth, b: ColorDepth) -> Bool { a.colors < b.colors }
}
