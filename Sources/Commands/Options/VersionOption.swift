internal import ArgumentParser

/// Which version of a model is read or asked.
struct VersionOption: ParsableArguments {
  @Option(help: "The model version instead of the newest.")
  var version: Int?
}
