public import Foundation
public import RPM

/// What a fit by a language model keeps beside factors and memory: how it was made.
public struct ChatNotes: Sendable, Hashable, Codable {
  /// The prompts with their versions.
  public var prompts: [Exchange.Prompt]
  /// The temperature.
  public var temperature: Double
  /// How many queries shared one call of extraction.
  public var extractionsPerCall: Int
  /// The models that the server said answered, in alphabetical order.
  public var reportedModels: [String]

  /// Creates notes.
  public init(
    prompts: [Exchange.Prompt], temperature: Double, extractionsPerCall: Int,
    reportedModels: [String] = []
  ) {
    self.prompts = prompts
    self.temperature = temperature
    self.extractionsPerCall = extractionsPerCall
    self.reportedModels = reportedModels
  }

  /// The roles whose prompt was an older version of the one that is used now, in the order of the
  /// roles: such a memory is read, but was made by other rules. A prompt of the user's own has no
  /// version to compare.
  public func outdatedRoles(in prompts: PromptLibrary) -> [PromptRole] {
    PromptRole.ofMethod.filter { role in
      let now = prompts[role].identity
      guard let then = self.prompts.first(where: { $0.role == role.rawValue }) else {
        return true
      }
      return now.version != "own" && then.version != "own" && then.version != now.version
    }
  }

  /// Reads the notes of a model; `nil` where they are of another make.
  public init?(_ data: Data) {
    guard let notes = try? JSONDecoder().decode(ChatNotes.self, from: data) else { return nil }
    self = notes
  }
}
