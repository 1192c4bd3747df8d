internal import ArgumentParser
package import Presentation

extension ExitStatus {
  /// What an error means. The parser wraps its errors in a type of its own and knows its exit code
  /// by itself.
  static func of(_ error: any Error) -> ExitStatus {
    if let status = ExitStatus(error) { return status }
    let code = RootCommand.exitCode(for: error)
    return code == .success ? .done : code == .validationFailure ? .usage : .failed
  }

  /// Says what an error is about and gives back what it means.
  package static func report(_ error: any Error, in context: CommandContext) -> ExitStatus {
    if let status = told(error, in: context) { return status }
    let status = of(error)
    let text = RootCommand.fullMessage(for: error)
    if status == .done {
      // Help is wanted, so it is output and no complaint.
      try? context.output.raw(text + "\n")
    } else if !text.isEmpty {
      context.complain(text)
    }
    return status
  }
}
