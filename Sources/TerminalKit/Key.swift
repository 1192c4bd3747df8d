/// What the terminal sent: a key, a paste, or news about the terminal itself (ours).
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
  /// The wheel, one step up, where the mouse is captured.
  case wheelUp
  /// The wheel, one step down.
  case wheelDown
  /// A press of a mouse button, 0 for the left one.
  case mouse(button: Int, at: Point)
  /// The terminal window came to the front.
  case focusGained
  /// The terminal window went to the back.
  case focusLost
  /// The terminal has a new size.
  case resize(Size)
  /// The terminal is gone.
  case hangup
}
