internal import ChatModel
internal import RPM
internal import Storage
internal import TerminalKit
package import Workbench

/// Which error means what. The one place that knows, but for the mistakes of a command line.
extension ExitStatus {
  /// What an error means; `nil` for one that is none of the program's own.
  package init?(_ error: any Error) {
    switch error {
    case is ClosedPipe: self = .done
    case is CancellationError: self = .interrupted
    case let failure as CommandFailure: self = failure.status
    case is ModelProblem: self = .usage
    case let failure as RoleFailure: self = failure.reach == .budget ? .budget : .failed
    case let error as LibraryError: self = Self.of(error)
    case is ImportFailure, is ThemeError, is ConfigError, is PromptError: self = .badData
    case is TerminalError: self = .noTerminal
    case is Endpoint.AddressProblem, is ChatError: self = .failed
    default: return nil
    }
  }

  private static func of(_ error: LibraryError) -> ExitStatus {
    switch error {
    case .newerVersion, .notALibrary, .damaged, .unsound, .foreignLog, .unwritable, .noHome:
      .badData
    case .noSuchModel, .noSuchRun, .invalid: .usage
    case .locked, .full, .noSuchUser, .failed, .replaced: .failed
    }
  }

  /// Says what an error is about and gives back what it means; `nil`, and nothing said, for one that
  /// is none of the program's own.
  ///
  /// - Parameter names: what settings are called where the error came from.
  package static func told(
    _ error: any Error, names: ModelProblem.Names = .flags, in context: CommandContext
  ) -> ExitStatus? {
    guard let status = ExitStatus(error) else { return nil }
    switch error {
    case is ClosedPipe: break
    case is CancellationError: context.note("interrupted; what was stored stays")
    case let problem as ModelProblem: context.note(problem.text(names))
    default: context.note("\(error)")
    }
    return status
  }
}

extension ModelProblem.Names {
  /// As the command line calls them.
  package static let flags = Self(
    model: "--model", endpoint: "--endpoint", embeddings: "--embeddings", budget: "--budget",
    listing: { "`rationale models --endpoint \($0)` lists what is there" })
}
