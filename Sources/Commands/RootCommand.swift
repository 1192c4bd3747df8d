internal import ArgumentParser
internal import TerminalKit

/// `rationale`: without a subcommand it opens the cockpit.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rationale",
    abstract: "Pick a person, see what moves their answers, ask a question in their place.",
    discussion: """
      Without a subcommand the screen opens, or with --plain a mode of lines. Exit codes: 0 done, 1 a run failed, 2 the command \
      line is wrong, 3 bad data or config, 4 the budget is used up, 5 no terminal, 130 interrupted.
      """,
    subcommands: [
      UsersCommand.self, SearchCommand.self, ShowCommand.self, FactorsCommand.self,
      FitCommand.self, AskCommand.self, WhatIfCommand.self, AuditCommand.self, DriftCommand.self,
      CompareCommand.self, ReportCommand.self,
      AsksCommand.self,
      AddCommand.self, ImportCommand.self, ExportCommand.self, ForgetCommand.self,
      EvalCommand.self, RateCommand.self, ModelsCommand.self, BatchCommand.self,
      UsageCommand.self,
      PromptsCommand.self,
      DoctorCommand.self, KeysCommand.self, ConfigCommand.self, ManualCommand.self,
      CompletionsCommand.self, ReplayCommand.self, RecordCommand.self,
      VersionCommand.self,
    ])

  static let _errorPrefix = "rationale: "

  @OptionGroup var models: ModelOptions

  @OptionGroup var library: LibraryOptions

  @Option(help: "The theme of the screen: a name, or a TOML file.")
  var theme: String?

  @Option(help: "The colours of the screen.")
  var color: Color = .auto

  @Flag(help: "Show the screen to a room: other names, no money, step by step.")
  var presenter = false

  @Flag(
    help: ArgumentHelp(
      "No screen: commands in lines, for screen readers, plain terminals and scripts.",
      discussion: "By itself where the terminal cannot place its cursor. help lists the commands."))
  var plain = false

  @Flag(help: "Draw the screen with ASCII only.")
  var ascii = false

  @Option(
    help: ArgumentHelp(
      "Append every frame of the screen to a file, for tests.", valueName: "file",
      visibility: .hidden))
  var debugFrames: String?
}

extension RootCommand {
  /// `ColorChoice` as the command line takes it.
  struct Color: ExpressibleByArgument, Sendable {
    var choice: ColorChoice

    static let auto = Color(choice: .automatic)

    init(choice: ColorChoice) {
      self.choice = choice
    }

    init?(argument: String) {
      guard let choice = ColorChoice(rawValue: argument) else { return nil }
      self.choice = choice
    }

    var defaultValueDescription: String { choice.rawValue }

    static var allValueStrings: [String] { ColorChoice.allCases.map(\.rawValue) }
  }
}
