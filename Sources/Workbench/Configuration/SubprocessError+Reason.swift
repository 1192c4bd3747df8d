package import Subprocess

extension SubprocessError {
  /// Why a program cannot be run, in the words of the system.
  package static func reason(_ error: any Error) -> String {
    (error as? SubprocessError)?.underlyingError.map { "\($0)" } ?? "\(error)"
  }
}
