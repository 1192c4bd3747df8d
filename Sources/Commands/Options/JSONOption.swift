internal import ArgumentParser

/// In what form a result is printed.
struct JSONOption: ParsableArguments {
  @Flag(help: "Print JSON.")
  var json = false
}
