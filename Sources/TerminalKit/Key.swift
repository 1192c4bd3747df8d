/// What the terminal sent: a key, a paste, or news about the terminal itself.
public enum Key: Sendable, Hashable {
  /// A typed character, space included.
  case text(Character)
  /// Return.
  case enter
  /// Return with Alt.
  case altEnter
  /// Tab.
  case tab
  /// Tab with Shift.
  case backtab
  /// The Escape key.
  case escape
  /// Backspace.
  case backspace
  /// Delete.
  case delete
  /// Insert.
  case insert
  /// Arrow up.
  case up
  /// Arrow down.
  case down
  /// Arrow left.
  case left
  /// Arrow right.
  case right
  /// Arrow left with Ctrl or Alt: a word to the left.
  case wordLeft
  /// Arrow right with Ctrl or Alt: a word to the right.
  case wordRight
  /// Home.
  case home
  /// End.
  case end
  /// Page up.
  case pageUp
  /// Page down.
  case pageDown
  /// A lower-case letter or one of `@ [ \ ] ^ _` with Ctrl; Ctrl-Space is `@`.
  case ctrl(Character)
  /// A character with Alt.
  case alt(Character)
  /// A function key, from 1.
  case function(Int)
  /// Pasted text, line ends as `\n`.
  case paste(String)
  /// The wheel, one step up, wherever the pointer is: what a ``wheel(by:at:)`` is bound as.
  case wheelUp
  /// The wheel, one step down.
  case wheelDown
  /// The wheel where the mouse is captured: -1 for a step up, 1 for one down, at a cell.
  case wheel(by: Int, at: Point)
  /// A press of a mouse button, 0 for the left one, 1 for the middle, 2 for the right.
  case mouse(button: Int, at: Point)
  /// The pointer moved to another cell with a button held.
  case drag(button: Int, at: Point)
  /// A button was let go; terminals of the oldest kind do not say which, it is 0 then.
  case release(button: Int, at: Point)
  /// The terminal window came to the front.
  case focusGained
  /// The terminal window went to the back.
  case focusLost
  /// The terminal has a new size.
  case resize(Size)
  /// The terminal is gone.
  case hangup

  /// The key as bindings know it: the wheel without its position, every other as it is.
  public var bindable: Key {
    if case .wheel(let steps, _) = self { return steps < 0 ? .wheelUp : .wheelDown }
    return self
  }

  /// The cell a mouse report is about.
  public var position: Point? {
    switch self {
    case .wheel(_, let point), .mouse(_, let point), .drag(_, let point), .release(_, let point):
      point
    default: nil
    }
  }
}
