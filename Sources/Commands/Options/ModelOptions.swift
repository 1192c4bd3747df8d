internal import ArgumentParser
internal import ChatModel
internal import Presentation
internal import Workbench

/// Which model fills the roles and what it may cost, on every command that runs one.
struct ModelOptions: ParsableArguments {
  @Option(
    name: .customLong("model"),
    help: ArgumentHelp(
      "The model, such as built-in or gpt-4o-mini.",
      discussion: "Default: model in the config file, or built-in.", valueName: "name"))
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where the model is asked: a name of the config file, or a URL.",
      discussion: "Default: the config file, $OPENAI_BASE_URL, $OLLAMA_HOST.",
      valueName: "endpoint"))
  var endpoint: String?

  @Option(
    help: ArgumentHelp(
      "How long the endpoint may be silent before a call is given up, such as 90s or 20m.",
      discussion: "Default: timeout of the endpoint in the config file, or 10m.",
      valueName: "time"))
  var timeout: String?

  @Option(
    help: ArgumentHelp(
      "The model that makes vectors at the endpoint, by which examples are found.",
      discussion: "Default: embeddings of the endpoint in the config file, or the built-in table.",
      valueName: "name"))
  var embeddings: String?

  @Option(
    help: ArgumentHelp(
      "The most that this command may use, such as 0.50 (US dollars) or '50k tokens'.",
      valueName: "amount"))
  var budget: String?

  @Flag(help: "Ask the model again, also where its reply was kept.")
  var fresh = false

  /// The one model that is named, `nil` for the usual one.
  ///
  /// - Throws: `CommandFailure` (usage) where several are.
  func model() throws -> String? {
    guard names.count <= 1 else {
      throw CommandFailure.usage(
        "--model can be named once; only `rationale compare` takes several")
    }
    return names.first
  }

  /// `--timeout` in seconds, `nil` where it is not given.
  ///
  /// - Throws: `CommandFailure` (usage) where it is no time.
  func seconds() throws -> Double? {
    guard let timeout else { return nil }
    guard let seconds = DurationText.limit(timeout) else {
      throw CommandFailure.usage("--timeout is \(DurationText.forms)")
    }
    return seconds
  }

  /// The options as they are typed again, with a space before them.
  var words: String {
    names.map { " --model \(ShellWord.quoted($0))" }.joined()
      + (endpoint.map { " --endpoint \(ShellWord.quoted($0))" } ?? "")
      + (timeout.map { " --timeout \(ShellWord.quoted($0))" } ?? "")
      + (embeddings.map { " --embeddings \(ShellWord.quoted($0))" } ?? "")
  }
}
