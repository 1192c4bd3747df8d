internal import ArgumentParser

/// The options of a question that does not print them.
struct ChoiceOptions: ParsableArguments {
  @Option(
    name: .customLong("option"),
    help: ArgumentHelp("An option of the question; at least two.", valueName: "text"))
  var options: [String] = []
}
