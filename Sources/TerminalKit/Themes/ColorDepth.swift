/// How many colours there are to draw with (ours).
///
/// 256 is the most: it is what ncurses sends without redefining the user's palette.
public enum ColorDepth: String, Sendable, Hashable, CaseIterable, Comparable {
  /// None: attributes carry the meaning.
  case mono
  /// The eight colours of the first terminals.
  case eight = "8"
  /// The eight and their bright versions.
  case sixteen = "16"
  /// The palette of xterm.
  case indexed = "256"

  /// Colours, 0 for none.
  public var colors: Int {
    switch self {
    case .mono: 0
    case .eight: 8
    case .sixteen: 16
    case .indexed: 256
    }
  }

  /// The depth of a terminal with so many colours.
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
