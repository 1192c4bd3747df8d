internal import Foundation
package import Presentation
internal import Storage
internal import TerminalKit

/// From the command line to the mode of lines.
package enum PlainMode {
  /// Columns where nobody knows them.
  private static let width = 80

  /// Reads lines to the end, and ends the process.
  package static func run(
    _ work: FrontWork, isASCII: Bool, isPresenting: Bool, context: CommandContext
  ) -> Never {
    let interrupts = Interrupts()
    ProcessRunner.run(onInterrupt: { interrupts.interrupt() }) {
      do {
        return try await lines(
          work, isASCII: isASCII, isPresenting: isPresenting, context: context,
          interrupts: interrupts)
      } catch {
        return PlainShell.told(error, in: context)
      }
    }
  }

  /// Reads lines to the end.
  ///
  /// - Parameters:
  ///   - isASCII: whether only ASCII may be written.
  ///   - isPresenting: whether the lines are shown to a room.
  /// - Throws: what keeps it from beginning, and what ends it.
  static func lines(
    _ work: FrontWork, isASCII: Bool, isPresenting: Bool, context: CommandContext,
    interrupts: Interrupts = Interrupts()
  ) async throws -> ExitStatus {
    let veil = Veil()
    let isASCII = isASCII || context.output.isTerminal && !TerminalLocale.adopt().isUTF8
    var context = context
    context.isLinear = true
    if !context.output.isTerminal { context.output.width = width }
    context.output = veil.channel(over: context.output, isASCII: isASCII)
    context.diagnostics = veil.channel(over: context.diagnostics, isASCII: isASCII)
    let history = Storage.PromptHistory(path: work.location.promptHistory)
    return try await context.withSession(
      at: work.location, models: work.models, spending: work.use.spending
    ) { [context] session in
      let shell = PlainShell(
        context: context, session: session, use: work.use, isPresenting: isPresenting,
        history: history, interrupts: interrupts, veil: veil)
      return try await shell.run()
    }
  }
}
