internal import ArgumentParser
internal import Presentation
internal import RPM
internal import Storage

/// `rationale factors merge USER A B`
struct FactorsMergeCommand: FactorEditCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Make one factor of several.")

  @OptionGroup var person: UserArgument

  @Argument(help: "The factors, at least two.")
  var factors: [String]

  @Option(help: "The name of the merged factor; by default that of the first.")
  var name: String?

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if factors.count < 2 { throw ValidationError("name at least two factors") }
  }

  func edit(of stored: StoredModel, in change: FactorChange) async throws -> ModelEdit {
    let names = try factors.map { try NamedFactor.name($0, in: stored.model) }
    return .merge(factors: names, name: name ?? names[0])
  }
}

/// `rationale factors split USER FACTOR FEATURE... --name N`
struct FactorsSplitCommand: FactorEditCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "Make a factor of its own of some features of a factor.")

  @OptionGroup var person: UserArgument

  @OptionGroup var factor: FactorArgument

  @Argument(help: "The features that leave it.")
  var features: [String]

  @Option(help: "The name of the new factor.")
  var name: String

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func edit(of stored: StoredModel, in change: FactorChange) async throws -> ModelEdit {
    .split(
      factor: try factor.name(in: stored.model), features: features, name: name)
  }
}

/// `rationale factors rename USER FACTOR NEW`
struct FactorsRenameCommand: FactorEditCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a factor another name.")

  @OptionGroup var person: UserArgument

  @OptionGroup var factor: FactorArgument

  @Argument(help: "Its new name.")
  var new: String

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func edit(of stored: StoredModel, in change: FactorChange) async throws -> ModelEdit {
    .rename(factor: try factor.name(in: stored.model), name: new)
  }
}

/// `rationale factors describe USER FACTOR TEXT`
struct FactorsDescribeCommand: FactorEditCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Say what holds a factor together.")

  @OptionGroup var person: UserArgument

  @OptionGroup var factor: FactorArgument

  @Argument(help: "The description; '' takes it away.")
  var text: String

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func edit(of stored: StoredModel, in change: FactorChange) async throws -> ModelEdit {
    .describe(factor: try factor.name(in: stored.model), text: text)
  }
}

/// `rationale factors drop USER FACTOR`
struct FactorsDropCommand: FactorEditCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Take a factor away; its features belong to none.")

  @OptionGroup var person: UserArgument

  @OptionGroup var factor: FactorArgument

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func edit(of stored: StoredModel, in change: FactorChange) async throws -> ModelEdit {
    .drop(factor: try factor.name(in: stored.model))
  }
}

/// `rationale factors move USER FEATURE --to FACTOR`
struct FactorsMoveCommand: FactorEditCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Put a feature in another factor, or in none.")

  @OptionGroup var person: UserArgument

  @Argument(help: "The feature's name.")
  var feature: String

  @Option(help: ArgumentHelp("The factor, or none.", valueName: "factor"))
  var to: String

  @Option(
    help: ArgumentHelp("Only in this item, as `show --history` numbers them.", valueName: "n"))
  var item: Int?

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func edit(of stored: StoredModel, in change: FactorChange) async throws -> ModelEdit {
    let isNone =
      to.lowercased() == "none"
      && !stored.model.factors.contains { $0.name.lowercased() == "none" }
    let goal = isNone ? nil : try NamedFactor.name(to, in: stored.model)
    var place: Int?
    if let item { place = try await change.item(item, of: stored) }
    return .move(feature: feature, item: place, to: goal)
  }
}
