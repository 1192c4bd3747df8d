/// How the program ends.
package enum ExitStatus: Int32, Hashable, Sendable {
  case done = 0
  /// A fit or an ask failed, or something could not be written.
  case failed = 1
  /// The command line is wrong.
  case usage = 2
  /// An import, a theme, the config or the library is not what it should be.
  case badData = 3
  /// The budget is used up; the same command goes on from there.
  case budget = 4
  /// The screen needs a terminal that can place its cursor.
  case noTerminal = 5
  /// ^C.
  case interrupted = 130
}
