internal import ArgumentParser
internal import Foundation
internal import Presentation
internal import Storage
internal import TerminalKit
internal import Workbench

/// `rationale doctor`
struct DoctorCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what the program finds here, and what is wrong with it.",
    discussion: """
      Terminal, colours, characters, clipboard, editor, config, keys, themes, proxies, \
      certificates, library. It changes nothing, calls nobody, and tells no key. Exit code 3 where \
      something is wrong. The JSON is one array of findings.
      """)

  @OptionGroup var library: LibraryOptions

  @OptionGroup var form: JSONOption

  func run(in context: CommandContext) async throws {
    let terminal = await TerminalReport.current()
    let findings =
      Diagnosis.terminal(terminal, in: context)
      + Diagnosis.surroundings(of: context) + Diagnosis.settings(of: context)
      + Diagnosis.network(of: context)
      + (await Diagnosis.library(at: Result { try context.location(library) }))
    if form.json {
      try context.output.json(findings)
    } else {
      try context.output.table(Diagnosis.table(findings))
    }
    let wrong = findings.count { $0.state == .wrong }
    guard wrong == 0 else {
      throw CommandFailure.badData("\(Count.of(wrong, "thing")) to mend, see above")
    }
  }
}
