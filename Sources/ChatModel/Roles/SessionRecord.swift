internal import Foundation
internal import RPM
internal import Synchronization

/// What a session learns from its calls, for the notes of the fit.
final class SessionRecord: Sendable {
  private struct State {
    var models: Set<String> = []
  }

  private let state = Mutex(State())

  /// Hears of a call.
  func note(_ exchange: Exchange) {
    guard let model = exchange.reportedModel, !model.isEmpty else { return }
    state.withLock { _ = $0.models.insert(model) }
  }

  /// The notes as they are stored.
  func notes(prompts: PromptLibrary, settings: ChatModelSettings) throws -> Data {
    let state = state.withLock { $0 }
    let notes = ChatNotes(
      prompts: PromptRole.ofMethod.map { prompts[$0].identity }, temperature: settings.temperature,
      extractionsPerCall: max(1, settings.extractionsPerCall),
      reportedModels: state.models.sorted())
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(notes)
  }
}
