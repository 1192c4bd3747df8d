internal import ArgumentParser

/// The past answer that an edit is about.
struct ItemArgument: ParsableArguments {
  @Argument(help: "The item, as `show --history` numbers them.")
  var item: Int
}
