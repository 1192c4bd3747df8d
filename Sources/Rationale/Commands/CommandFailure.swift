/// Why a command ended without doing what it was asked: what, where, and the way out.
struct CommandFailure: Error, Hashable, CustomStringConvertible {
  var status: ExitStatus
  /// What a person reads; without the name of the program.
  var description: String

  /// The command line asks for something that is not there or makes no sense.
  static func usage(_ message: String) -> CommandFailure {
    CommandFailure(status: .usage, description: message)
  }

  /// A file is not what it should be.
  static func badData(_ message: String) -> CommandFailure {
    CommandFailure(status: .badData, description: message)
  }

  /// Something could not be done.
  static func failed(_ message: String) -> CommandFailure {
    CommandFailure(status: .failed, description: message)
  }
}
