/// One cell of a frame: what stands there and what it means.
public struct Cell: Sendable, Hashable {
  /// The grapheme cluster, already safe to show.
  public var cluster: Character
  /// Columns taken: 1 or more at the first cell of a cluster, 0 at the cells it runs over.
  public var width: UInt8
  /// What the cell means.
  public var role: Role
  /// The role whose background lies under the cell, as in a selected row.
  public var underlay: Role?
  /// Foreground and background exchanged: the left half of a bar is drawn so.
  public var isReversed: Bool

  /// Creates a cell.
  public init(
    _ cluster: Character, width: Int = 1, role: Role = .text, underlay: Role? = nil,
    isReversed: Bool = false
  ) {
    self.cluster = cluster
    self.width = UInt8(clamping: width)
    self.role = role
    self.underlay = underlay
    self.isReversed = isReversed
  }

  /// An empty cell.
  public static let blank = Cell(" ")
}
