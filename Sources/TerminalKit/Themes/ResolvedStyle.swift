/// A style a terminal of a certain depth can show.
public struct ResolvedStyle: Sendable, Hashable {
  /// The colour of the text: a palette entry, 256 and more for 256 plus 0xRRGGBB, -1 for the
  /// terminal's own.
  public var foreground: Int
  /// The colour behind it, likewise.
  public var background: Int
  /// Attributes.
  public var attributes: Style.Attributes

  /// Creates a resolved style.
  public init(
    foreground: Int = -1, background: Int = -1, attributes: Style.Attributes = []
  ) {
    (self.foreground, self.background, self.attributes) = (foreground, background, attributes)
  }
}
