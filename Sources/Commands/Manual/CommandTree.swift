internal import ArgumentParser
internal import Foundation

/// The commands as the parser knows them: what the manual tells cannot differ from what works.
struct CommandTree: Decodable, Hashable {
  struct Name: Decodable, Hashable {
    var kind: String
    var name: String

    /// As it is typed.
    var text: String { kind == "long" ? "--\(name)" : "-\(name)" }
  }

  struct Argument: Decodable, Hashable {
    var kind: String
    var shouldDisplay: Bool
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var defaultValue: String?
  }

  struct Command: Decodable, Hashable {
    var commandName: String
    var shouldDisplay: Bool
    var abstract: String?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Command]?

    /// The subcommands that people use.
    var shownSubcommands: [Command] {
      (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    /// The arguments that people use.
    var shownArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
  }

  var command: Command

  /// The tree of this program.
  ///
  /// - Throws: `DecodingError` where the parser describes itself in another way than it did.
  static func ofProgram() throws -> CommandTree {
    try JSONDecoder().decode(CommandTree.self, from: Data(RootCommand._dumpHelp().utf8))
  }
}
