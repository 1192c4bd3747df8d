/// A cluster that is safe to show, with its width.
public struct Glyph: Sendable, Hashable {
  /// What stands in the cell.
  public var cluster: Character
  /// Columns, 1 or more.
  public var width: Int

  init(_ cluster: Character, _ width: Int) { (self.cluster, self.width) = (cluster, width) }
}
