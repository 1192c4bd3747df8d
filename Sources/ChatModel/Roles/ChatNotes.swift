public import Foundation
public import RPM

/// What a fit by a language model keeps beside factors and memory: how it was made (ours).
public struct ChatNotes: Sendable, Hashable, Codable {
  /// The prompts with their versions.
  public var prompts: [Exchange.Prompt]
  /// The temperature.
  public var temperature: Double
  /// How many queries shared one call of extraction.
  public var extractionsPerCall: Int
  /// The models that the server said answered, in alphabetical order.
  public var reportedModels: [String]
  /// In how many chunks features were clustered, `nil` where one call did.
  public var clusterChunks: Int?
  /// Whether the chunks could not be merged, so that factors of one meaning may stand apart.
  public var mergeFailed: Bool?

  /// Creates notes.
  public init(
    prompts: [Exchange.Prompt], temperature: Double, extractionsPerCall: Int,
    reportedModels: [String] = [], clusterChunks: Int? = nil, mergeFailed: Bool? = nil
  ) {
    self.prompts = prompts
    self.temperature = temperature
    self.extractionsPerCall = extractionsPerCall
    self.reportedModels = reportedModels
    self.clusterChunks = clusterChunks
    self.mergeFailed = mergeFailed
  }

  /// Reads the notes of a model; `nil` where they are of another make.
  public init?(_ data: Data) {
    guard let notes = try? JSONDecoder().decode(ChatNotes.self, from: data) else { return nil }
    self = notes
  }
}
