internal import Foundation
internal import Presentation
internal import Storage

/// From the command line to the mode of lines.
enum PlainMode {
  /// Columns where nobody knows them.
  private static let width = 80

  /// Reads lines to the end, and ends the process.
  static func run(_ root: RootCommand, context: CommandContext) -> Never {
    let interrupts = Interrupts()
    CommandRunner.run(onInterrupt: { interrupts.interrupt() }) {
      do {
        return try await lines(root, context: context, interrupts: interrupts)
      } catch {
        return ExitStatus.report(error, in: context)
      }
    }
  }

  /// Reads lines to the end.
  ///
  /// - Throws: what keeps it from beginning, and what ends it.
  static func lines(
    _ root: RootCommand, context: CommandContext, interrupts: Interrupts = Interrupts()
  ) async throws -> ExitStatus {
    let veil = Veil()
    let isASCII = root.ascii || context.output.isTerminal && !isUTF8
    var context = context
    context.isLinear = true
    if !context.output.isTerminal { context.output.width = width }
    context.output = veil.channel(over: context.output, isASCII: isASCII)
    context.diagnostics = veil.channel(over: context.diagnostics, isASCII: isASCII)
    let history = Storage.PromptHistory(path: try context.location(root.library).promptHistory)
    return try await context.withSession(root.library, models: root.models) {
      [context] session, use in
      let shell = PlainShell(
        context: context, session: session, use: use, isPresenting: root.presenter,
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
