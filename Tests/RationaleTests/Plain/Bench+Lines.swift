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
      let work = try wish.work(in: context)
      status = try await PlainMode.lines(
        PlainOptions(
          location: work.location, models: work.models, use: work.use, isASCII: wish.isASCII,
          isPresenting: wish.isPresenting), context: context, interrupts: interrupts)
    } catch {
      status = ExitStatus.report(error, in: context)
    }
    return Outcome(status: status, output: output(), diagnostics: diagnostics())
  }
}
