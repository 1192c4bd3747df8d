/// What the cockpit wants of the terminal it is shown on, and of the programs beside it.
enum TerminalEffect: Hashable, Sendable {
  /// Show a theme.
  case theme(String)
  /// Find out which themes there are.
  case listThemes
  /// Give a text to the editor.
  case edit(String)
  /// Copy a text; what it is, in a word.
  case copy(String, what: String)
  /// Let clicks come to the program, or not.
  case mouse(Bool)
  /// Paint everything anew.
  case redraw
  /// Stop, as ^Z does.
  case suspend
  /// End the program.
  case quit
}
