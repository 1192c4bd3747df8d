internal import ArgumentParser
internal import RPM
internal import Storage

/// `rationale factors exclude USER ITEM`
struct FactorsExcludeCommand: FactorEditCommand {
  static let configuration = CommandConfiguration(
    commandName: "exclude", abstract: "Leave an item out of all statistics and of retrieval.")

  @OptionGroup var person: UserArgument

  @OptionGroup var past: ItemArgument

  @Flag(help: "Only never retrieve it; it still counts.")
  var example = false

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func edit(of stored: StoredModel, in change: FactorChange) async throws -> ModelEdit {
    let place = try await change.item(past.item, of: stored)
    return example ? .excludeExample(item: place) : .exclude(item: place)
  }
}

/// `rationale factors include USER ITEM`
struct FactorsIncludeCommand: FactorEditCommand {
  static let configuration = CommandConfiguration(
    commandName: "include", abstract: "Take an excluded item in again.")

  @OptionGroup var person: UserArgument

  @OptionGroup var past: ItemArgument

  @Flag(help: "Let it be retrieved again.")
  var example = false

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func edit(of stored: StoredModel, in change: FactorChange) async throws -> ModelEdit {
    let place = try await change.item(past.item, of: stored)
    return example ? .includeExample(item: place) : .include(item: place)
  }
}

/// `rationale factors pin USER ITEM`
struct FactorsPinCommand: FactorEditCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin", abstract: "Put an item before all other examples.",
    discussion: """
      It takes one of the K places. The built-in model weighs every example by its similarity, \
      pinned or not.
      """)

  @OptionGroup var person: UserArgument

  @OptionGroup var past: ItemArgument

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func edit(of stored: StoredModel, in change: FactorChange) async throws -> ModelEdit {
    let place = try await change.item(past.item, of: stored)
    return .pin(item: place)
  }
}

/// `rationale factors unpin USER ITEM`
struct FactorsUnpinCommand: FactorEditCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpin", abstract: "Let a pinned item be an example like others.")

  @OptionGroup var person: UserArgument

  @OptionGroup var past: ItemArgument

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func edit(of stored: StoredModel, in change: FactorChange) async throws -> ModelEdit {
    let place = try await change.item(past.item, of: stored)
    return .unpin(item: place)
  }
}
