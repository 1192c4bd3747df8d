internal import Actions
internal import Foundation

/// `rationale.1`, made from the commands of the parser and from the action table.
enum ManualPage {
  /// The page for `man`.
  ///
  /// - Throws: `DecodingError`, see `CommandTree`.
  static func text() throws -> String {
    let root = try CommandTree.ofProgram().command
    var roff = Roff()
    roff.line(".TH RATIONALE 1")
    roff.section("NAME")
    roff.text("rationale - a terminal workbench for reasoning-level personalization")
    roff.section("SYNOPSIS")
    roff.line(".B rationale")
    roff.text("[options]")
    roff.line(".br")
    roff.line(".B rationale")
    roff.text("command [arguments]")
    roff.section("DESCRIPTION")
    roff.text(
      """
      From what a person was asked and answered, rationale reads features, groups them into factors, \
      counts their statistics and writes a reasoning path for each past answer. A new question is \
      answered as that person would, with a path whose every number is checked.
      """)
    roff.paragraph("Without a command the screen opens. " + (root.abstract ?? ""))
    roff.section("OPTIONS OF THE SCREEN")
    for argument in root.shownArguments { roff.argument(argument) }
    roff.section("COMMANDS")
    for command in root.shownSubcommands { roff.command(command, below: "rationale") }
    roff.section("KEYS AND COMMANDS OF THE SCREEN")
    roff.text(
      """
      On the screen ? searches this list and runs what is found, and : takes the names. In [keys] of \
      the config, name = "key" binds one anew, a list binds several, "none" takes the key away.
      """)
    for section in HelpSections.sections where !section.actions.isEmpty {
      roff.line(".SS \(Roff.escaped(section.title))")
      for action in section.actions { roff.action(action) }
    }
    roff.section("FILES")
    for (path, meaning) in files {
      roff.tagged("\\fI\(Roff.escaped(path))\\fR", meaning)
    }
    roff.section("ENVIRONMENT")
    for (name, meaning) in environment { roff.tagged("\\fB\(name)\\fR", meaning) }
    roff.section("EXIT STATUS")
    for (code, meaning) in codes { roff.tagged("\\fB\(code)\\fR", meaning) }
    return roff.output
  }

  private static let files = [
    (
      "$XDG_CONFIG_HOME/rationale/config.toml",
      "the config; rationale config prints one to begin with"
    ),
    ("$XDG_DATA_HOME/rationale/library.sqlite", "the library: people, models, answers"),
    ("$XDG_STATE_HOME/rationale/history", "what was typed in the prompt"),
    ("$XDG_STATE_HOME/rationale/copied.txt", "what was copied where no clipboard could be reached"),
  ]

  private static let environment = [
    ("RATIONALE_LIBRARY", "the library, unless --library names one"),
    ("RATIONALE_CONFIG", "the config file"),
    ("RATIONALE_SHARE", "the folder of themes and sample users"),
    ("OPENAI_BASE_URL, OPENAI_API_KEY, OLLAMA_HOST", "an endpoint of language models and its key"),
    ("NO_COLOR", "if not empty: no colours, unless --color asks for them"),
    ("COLORTERM", "truecolor or 24bit: colours are shown as the theme names them"),
    ("VISUAL, EDITOR", "the editor of ^X ^E"),
  ]

  private static let codes = [
    ("0", "done"), ("1", "a fit or an ask failed"), ("2", "the command line is wrong"),
    ("3", "bad data: a file, a theme, the config, or the library"),
    ("4", "the budget is used up; the same command goes on from there"),
    ("5", "no terminal for the screen"), ("130", "interrupted; what was stored stays"),
  ]
}
