internal import ArgumentParser
internal import ChatModel
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// Which error means what. The one place that knows.
extension ExitStatus {
  /// What an error means.
  init(_ error: any Error) {
    switch error {
    case is ClosedPipe: self = .done
    case is CancellationError: self = .interrupted
    case let failure as CommandFailure: self = failure.status
    case is ModelProblem: self = .usage
    case let failure as RoleFailure: self = failure.reach == .budget ? .budget : .failed
    case let error as LibraryError: self = Self.of(error)
    case is ImportFailure, is ThemeError, is ConfigError, is PromptError: self = .badData
    case is TerminalError: self = .noTerminal
    default:
      // The parser wraps its errors in a type of its own and knows its exit code by itself.
      let code = RootCommand.exitCode(for: error)
      self = code == .success ? .done : code == .validationFailure ? .usage : .failed
    }
  }

  private static func of(_ error: LibraryError) -> ExitStatus {
    switch error {
    case .newerVersion, .notALibrary, .damaged, .unwritable, .noHome: .badData
    case .noSuchModel, .noSuchRun, .invalid: .usage
    case .locked, .full, .noSuchUser, .failed: .failed
    }
  }

  /// Says what an error is about and gives back what it means.
  static func report(_ error: any Error, in context: CommandContext) -> ExitStatus {
    let status = ExitStatus(error)
    switch error {
    case is ClosedPipe: break
    case is CancellationError: context.note("interrupted; what was stored stays")
    case let problem as ModelProblem: context.note(problem.text(.flags))
    case is CommandFailure, is ConfigError, is LibraryError, is ImportFailure, is RoleFailure,
      is ThemeError, is TerminalError, is PromptError, is Endpoint.AddressProblem, is ChatError:
      context.note("\(error)")
    default:
      let text = RootCommand.fullMessage(for: error)
      if status == .done {
        // Help is wanted, so it is output and no complaint.
        try? context.output.raw(text + "\n")
      } else if !text.isEmpty {
        context.complain(text)
      }
    }
    return status
  }
}

extension ModelProblem.Names {
  /// As the command line calls them.
  static let flags = Self(
    model: "--model", endpoint: "--endpoint", embeddings: "--embeddings", budget: "--budget",
    listing: { "`rationale models --endpoint \($0)` lists what is there" })
}
