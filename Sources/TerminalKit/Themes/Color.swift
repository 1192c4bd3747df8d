/// A colour as a theme names it.
public enum Color: Sendable, Hashable {
  /// What the terminal uses itself.
  case terminal
  /// An entry of the terminal's palette, 0 to 255; the first sixteen look as the user set them.
  case index(UInt8)
  /// Red, green and blue.
  case rgb(UInt8, UInt8, UInt8)

  /// The colour of `#rrggbb`, `ansi-N` or `default`.
  public init?(_ text: String) {
    if text == "default" {
      self = .terminal
    } else if text.hasPrefix("ansi-"), let index = UInt8(text.dropFirst(5)) {
      self = .index(index)
    } else if text.hasPrefix("#"), text.utf8.count == 7,
      text.dropFirst().allSatisfy(\.isHexDigit), let value = UInt32(text.dropFirst(), radix: 16)
    {
      self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
    } else {
      return nil
    }
  }

  /// The colour of a ``ResolvedStyle`` that is nearest at a depth.
  public func reduced(to depth: ColorDepth) -> Int {
    guard depth != .mono else { return -1 }
    switch self {
    case .terminal:
      return -1
    case .index(let index):
      let index = Int(index)
      if depth == .truecolor, index >= 16 {
        // Their numbers are needed for others; nobody redefines them, so this is the same colour.
        return Palette.nearest(to: Palette.rgb(index), depth: depth)
      }
      if index < depth.colors { return index }
      return index < 16 ? index - 8 : Palette.nearest(to: Palette.rgb(index), depth: depth)
    case .rgb(let red, let green, let blue):
      return Palette.nearest(to: (red, green, blue), depth: depth)
    }
  }
}
