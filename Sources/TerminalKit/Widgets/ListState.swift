/// The choice and scroll position of a list, bound to the item and not to its row.
public struct ListState<ID: Hashable & Sendable>: Sendable, Equatable {
  /// The chosen item.
  public private(set) var selection: ID?
  /// The first row in view.
  public private(set) var offset = 0
  /// The row of the choice when it was last seen, for the case that the item goes away.
  private var lastIndex = 0

  /// Creates a state.
  public init(selection: ID? = nil) { self.selection = selection }

  /// The row of the choice.
  public func index(in ids: [ID]) -> Int? { selection.flatMap { ids.firstIndex(of: $0) } }

  /// The rows in view.
  public func visible(in ids: [ID], height: Int) -> Range<Int> {
    let first = min(max(0, offset), ids.count)
    return first..<min(ids.count, first + max(0, height))
  }

  /// The scroll position for the border of a box.
  public func thumb(in ids: [ID], height: Int) -> ScrollThumb {
    ScrollThumb(first: offset, visible: height, total: ids.count)
  }

  /// Fits choice and scroll position to changed items or a changed height.
  ///
  /// The chosen item stays chosen wherever it moved; when it is gone the one in its row takes its
  /// place.
  public mutating func update(_ ids: [ID], height: Int) {
    guard !ids.isEmpty else {
      // The choice is kept: a filter without hits may be cleared again.
      (offset, lastIndex) = (0, 0)
      return
    }
    let index = index(in: ids) ?? min(max(0, lastIndex), ids.count - 1)
    (selection, lastIndex) = (ids[index], index)
    reveal(index, count: ids.count, height: height)
  }

  /// Chooses an item.
  public mutating func select(_ id: ID, in ids: [ID], height: Int) {
    guard ids.contains(id) else { return }
    selection = id
    update(ids, height: height)
  }

  /// Moves the choice by rows, stopping at the ends.
  public mutating func move(by rows: Int, in ids: [ID], height: Int) {
    guard !ids.isEmpty else { return }
    let index = index(in: ids) ?? (rows > 0 ? -1 : 0)
    selection = ids[min(max(0, index + rows), ids.count - 1)]
    update(ids, height: height)
  }

  /// Moves the choice by a page: a screenful less one row, so that one stays for the eye.
  public mutating func page(_ pages: Int, in ids: [ID], height: Int) {
    move(by: pages * max(1, height - 1), in: ids, height: height)
  }

  /// Chooses the first item.
  public mutating func home(in ids: [ID], height: Int) {
    move(by: -ids.count, in: ids, height: height)
  }

  /// Chooses the last item.
  public mutating func end(in ids: [ID], height: Int) {
    move(by: ids.count, in: ids, height: height)
  }

  /// Moves as the key says: arrows, j k, page keys, home and end, g and G. `false` for others.
  public mutating func handle(_ key: Key, in ids: [ID], height: Int) -> Bool {
    switch key.bindable {
    case .up, .text("k"), .wheelUp: move(by: -1, in: ids, height: height)
    case .down, .text("j"), .wheelDown: move(by: 1, in: ids, height: height)
    case .pageUp, .ctrl("b"): page(-1, in: ids, height: height)
    case .pageDown, .ctrl("f"): page(1, in: ids, height: height)
    case .ctrl("u"): move(by: -max(1, height / 2), in: ids, height: height)
    case .ctrl("d"): move(by: max(1, height / 2), in: ids, height: height)
    case .home, .text("g"): home(in: ids, height: height)
    case .end, .text("G"): end(in: ids, height: height)
    default: return false
    }
    return true
  }

  private mutating func reveal(_ index: Int, count: Int, height: Int) {
    guard height > 0 else { return }
    if index < offset { offset = index }
    if index >= offset + height { offset = index - height + 1 }
    offset = min(max(0, offset), max(0, count - height))
  }
}
