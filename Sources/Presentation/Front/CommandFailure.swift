/// Why a command ended without doing what it was asked: what, where, and the way out.
package struct CommandFailure: Error, Hashable, CustomStringConvertible {
  package var status: ExitStatus
  /// What a person reads; without the name of the program.
  package var description: String

  package init(status: ExitStatus, description: String) {
    self.status = status
    self.description = description
  }

  /// The command line asks for something that is not there or makes no sense.
  package static func usage(_ message: String) -> CommandFailure {
    CommandFailure(status: .usage, description: message)
  }

  /// A file is not what it should be.
  package static func badData(_ message: String) -> CommandFailure {
    CommandFailure(status: .badData, description: message)
  }

  /// Something could not be done.
  package static func failed(_ message: String) -> CommandFailure {
    CommandFailure(status: .failed, description: message)
  }
}
