internal import Crypto
internal import Foundation
public import RPM

/// The text of a prompt with its slots.
///
/// The system part stays the same from call to call as far as its slots do, so that a provider
/// which keeps the beginnings of prompts has it ready; the user part ends with what is asked.
public struct PromptTemplate: Sendable, Hashable {
  /// What it is for.
  public let role: PromptRole
  /// The version: a number, or `own` for one from the user's folder.
  public let version: String
  /// The part that sets the frame; empty for `repair`.
  public let system: String
  /// The part that asks.
  public let user: String
  /// The first 12 hex digits of the SHA-256 of its text.
  public let hash: String

  /// The line between the two parts.
  static let divider = "---"

  init(_ role: PromptRole, version: String, system: String = "", user: String) {
    self.role = role
    self.version = version
    self.system = system.trimmingWhitespace()
    self.user = user.trimmingWhitespace()
    let text = Self.text(system: self.system, user: self.user)
    hash = SHA256.hash(data: Data(text.utf8)).prefix(6).hexadecimal
  }

  /// The text as it stands in a file: the system part, a line of `---`, the user part.
  public var text: String { Self.text(system: system, user: user) + "\n" }

  private static func text(system: String, user: String) -> String {
    system.isEmpty ? user : "\(system)\n\(divider)\n\(user)"
  }

  /// What is stored with all that the prompt produced.
  public var identity: Exchange.Prompt {
    Exchange.Prompt(role: role.rawValue, version: version, hash: hash)
  }

  /// The messages with the slots filled in. What is filled in is not read again, so that a text
  /// which holds a marker changes nothing.
  func messages(_ values: [PromptSlot: String]) -> [Exchange.Message] {
    let user = Exchange.Message(.user, Self.filled(user, values))
    return system.isEmpty ? [user] : [Exchange.Message(.system, Self.filled(system, values)), user]
  }

  /// An empty slot takes the line breaks behind it along, so that it leaves no hole.
  private static func filled(_ template: String, _ values: [PromptSlot: String]) -> String {
    var filled = ""
    var leavesHole = false
    for piece in pieces(of: template) {
      switch piece {
      case .text(let text):
        guard !text.isEmpty else { continue }
        filled += leavesHole ? text.drop(while: \.isNewline) : text
        leavesHole = false
      case .marker(let name, _):
        let value = PromptSlot(rawValue: name).flatMap { values[$0] } ?? ""
        filled += value
        leavesHole = value.isEmpty && (filled.isEmpty || filled.hasSuffix("\n"))
      }
    }
    return filled.trimmingWhitespace()
  }

  // MARK: Reading

  private enum Piece {
    case text(Substring)
    case marker(String, line: Int)
  }

  private static func pieces(of template: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = template[...]
    var line = 1
    while let start = rest.firstRange(of: "{{"),
      let end = rest[start.upperBound...].firstRange(of: "}}")
    {
      let name = rest[start.upperBound..<end.lowerBound]
      line += rest[..<start.lowerBound].count(where: \.isNewline)
      pieces.append(.text(rest[..<start.lowerBound]))
      pieces.append(.marker(name.trimmingWhitespace(), line: line))
      line += name.count(where: \.isNewline)
      rest = rest[end.upperBound...]
    }
    return pieces + [.text(rest)]
  }

  /// Reads a prompt of the user's own.
  ///
  /// - Parameters:
  ///   - text: the text of the file.
  ///   - file: its name, for what is said of it.
  /// - Throws: `PromptError`: a slot that does not exist or is missing, or parts that cannot be told
  ///   apart.
  init(_ role: PromptRole, text: String, file: String) throws(PromptError) {
    let text = text.replacing("\r\n", with: "\n")
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var system = ""
    var userLine = 1
    if role != .repair {
      guard let divider = lines.firstIndex(where: { $0.trimmingWhitespace() == Self.divider })
      else {
        throw PromptError(
          """
          \(file), line \(lines.count): there is no line of only \(Self.divider). Put one between \
          what is always the same and what is asked.
          """)
      }
      system = lines[..<divider].joined(separator: "\n")
      userLine = divider + 2
      lines = Array(lines[(divider + 1)...])
    }
    let user = lines.joined(separator: "\n")
    var found: Set<PromptSlot> = []
    for (part, first) in [(system, 1), (user, userLine)] {
      for case .marker(let name, let line) in Self.pieces(of: part) {
        guard let slot = PromptSlot(rawValue: name), role.slots.contains(slot) else {
          let known = role.slots.map(\.marker).joined(separator: ", ")
          throw PromptError(
            """
            \(file), line \(first + line - 1): {{\(name)}} is no slot of this prompt. It has \
            \(known).
            """)
        }
        found.insert(slot)
      }
    }
    if let missing = role.slots.first(where: { !found.contains($0) }) {
      throw PromptError(
        """
        \(file), line \(userLine + lines.count - 1): \(missing.marker) is missing. It stands for: \
        \(missing.meaning).
        """)
    }
    self.init(role, version: "own", system: system, user: user)
  }
}

/// Why a prompt of the user's own cannot be used.
public struct PromptError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, the line, the slot, and what to do.
  public var description: String

  init(_ description: String) {
    self.description = description
  }
}
