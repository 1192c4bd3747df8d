internal import ArgumentParser
internal import RPM

/// How much of the history an answer is given with.
struct ExamplesOption: ParsableArguments {
  @Option(name: .customShort("k"), help: "How many examples are retrieved.")
  var k = Engine.defaultK

  /// - Throws: `ValidationError` for less than none.
  func check() throws {
    if k < 0 { throw ValidationError("-k is 0 or more") }
  }
}
