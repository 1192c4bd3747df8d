/// Which part of a list is in view, drawn in the right border of a box.
public struct ScrollThumb: Sendable, Hashable {
  /// The first item in view.
  public var first: Int
  /// Items in view.
  public var visible: Int
  /// Items altogether.
  public var total: Int

  /// Creates a thumb.
  public init(first: Int, visible: Int, total: Int) {
    (self.first, self.visible, self.total) = (first, visible, total)
  }

  /// The rows of a track of `height` rows that the thumb covers, `nil` when all is in view.
  ///
  /// The thumb is never empty, touches the top only at the first item and the bottom only at the
  /// last one.
  public func rows(height: Int) -> Range<Int>? {
    guard total > visible, visible > 0, height > 0 else { return nil }
    let length = min(max(1, (height * visible + total / 2) / total), max(1, height - 1))
    let last = total - visible
    let position = min(max(0, first), last)
    let room = height - length
    var start = (room * position + last / 2) / last
    if position > 0, start == 0, room > 0 { start = 1 }
    if position < last, start == room, room > 1 { start = room - 1 }
    return start..<start + length
  }
}
