/// A name within a command that a person may copy into a shell.
package enum ShellWord {
  /// The name in single quotes, with those that it holds itself written so that a shell keeps them.
  package static func quoted(_ name: String) -> String {
    "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
