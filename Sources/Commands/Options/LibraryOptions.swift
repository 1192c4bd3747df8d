internal import ArgumentParser
internal import Storage

/// Where the library lies, on every command.
struct LibraryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The library file.",
      discussion: "Default: $RATIONALE_LIBRARY, or rationale/library.sqlite in the data folder.",
      valueName: "file"))
  var library: String?
}
