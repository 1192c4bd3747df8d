internal import ArgumentParser
internal import Presentation
internal import RPM

/// The factor that an edit is about.
struct FactorArgument: ParsableArguments {
  @Argument(help: "The factor.")
  var factor: String

  /// Its name in a model.
  ///
  /// - Throws: `CommandFailure` (usage), which names what there is.
  func name(in model: UserModel) throws -> String { try NamedFactor.name(factor, in: model) }
}
