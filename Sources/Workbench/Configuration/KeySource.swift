/// Where the key of an endpoint is. Nothing reads it before a call is about to be made.
package enum KeySource: Sendable, Hashable {
  /// It needs none.
  case none
  /// In a variable of the environment.
  case environment(variable: String)
  /// In a file that only its owner may read.
  case file(path: String)
  /// On the standard output of a command. `place` says where the command is written.
  case command(String, place: String)
}
