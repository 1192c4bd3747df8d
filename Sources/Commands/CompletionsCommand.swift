internal import ArgumentParser
internal import Presentation

/// `rationale completions`
struct CompletionsCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print what makes a shell complete this program's names.",
    discussion: """
      bash: rationale completions bash > ~/.local/share/bash-completion/completions/rationale. \
      zsh: into a file _rationale in a folder of $fpath. fish: > \
      ~/.config/fish/completions/rationale.fish. An installation has put them in place.
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: String

  func validate() throws {
    guard CompletionShell(rawValue: shell) != nil else {
      throw ValidationError("there are completions for bash, zsh and fish, not for '\(shell)'")
    }
  }

  func run(in context: CommandContext) async throws {
    guard let shell = CompletionShell(rawValue: shell) else { return }
    try context.output.raw(RootCommand.completionScript(for: shell) + "\n")
  }
}
