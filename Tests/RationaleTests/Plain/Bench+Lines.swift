@testable import Actions
@testable import Commands
@testable import Plain
@testable import Presentation
@testable import Workbench

extension Bench {
  /// Types lines in the mode of lines.
  func type(
    _ lines: [String], flags: [String] = [], isTerminal: Bool = false,
    environment: [String: String] = [:], interrupts: Interrupts = Interrupts()
  ) async throws -> Outcome {
    let (context, output, diagnostics) = context(
      input: lines.map { $0 + "\n" }.joined(), isTerminal: isTerminal, environment: environment)
    guard case .screen(let wish) = try Invocation(arguments: ["--plain"] + flags) else {
      throw CommandFailure.failed("no mode of lines")
    }
    let status: ExitStatus
    do {
      status = try await PlainMode.lines(
        try wish.work(in: context), isASCII: wish.isASCII, isPresenting: wish.isPresenting,
        context: context, interrupts: interrupts)
    } catch {
      status = ExitStatus.report(error, in: context)
    }
    return Outcome(status: status, output: output(), diagnostics: diagnostics())
  }
}
