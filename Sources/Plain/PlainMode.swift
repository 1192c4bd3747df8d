internal import Foundation
package import Presentation
internal import Storage

/// From the command line to the mode of lines.
package enum PlainMode {
  /// Columns where nobody knows them.
  private static let width = 80

  /// Reads lines to the end, and ends the process.
  package static func run(_ options: PlainOptions, context: CommandContext) -> Never {
    let interrupts = Interrupts()
    ProcessRunner.run(onInterrupt: { interrupts.interrupt() }) {
      do {
        return try await lines(options, context: context, interrupts: interrupts)
      } catch {
        return PlainShell.told(error, in: context)
      }
    }
  }

  /// Reads lines to the end.
  ///
  /// - Throws: what keeps it from beginning, and what ends it.
  static func lines(
    _ options: PlainOptions, context: CommandContext, interrupts: Interrupts = Interrupts()
  ) async throws -> ExitStatus {
    let veil = Veil()
    let isASCII = options.isASCII || context.output.isTerminal && !isUTF8
    var context = context
    context.isLinear = true
    if !context.output.isTerminal { context.output.width = width }
    context.output = veil.channel(over: context.output, isASCII: isASCII)
    context.diagnostics = veil.channel(over: context.diagnostics, isASCII: isASCII)
    let history = Storage.PromptHistory(path: options.location.promptHistory)
    return try await context.withSession(
      at: options.location, models: options.models, spending: options.use.spending
    ) { [context] session in
      let shell = PlainShell(
        context: context, session: session, use: options.use, isPresenting: options.isPresenting,
        history: history, interrupts: interrupts, veil: veil)
      return try await shell.run()
    }
  }

  /// Whether the terminal's characters are Unicode, as the locale says.
  private static var isUTF8: Bool {
    setlocale(LC_CTYPE, "")
    return nl_langinfo(nl_item(CODESET)).map { String(cString: $0) == "UTF-8" } ?? false
  }
}
