internal import Foundation

/// The sessions opened last, so that a second question to the same person need not open the model
/// again.
actor SessionCache {
  /// What tells one fitted model from another, so that two are never mixed up.
  private struct Key: Hashable {
    var task: TaskDefinition
    var fitted: Date
    var notes: Data
  }

  private static let capacity = 4

  private let blackBox: any BlackBox
  private var sessions: [(key: Key, session: any BlackBoxSession)] = []

  init(blackBox: any BlackBox) {
    self.blackBox = blackBox
  }

  /// The session for a model, opened if need be.
  func session(for model: UserModel, history: [Interaction]) async throws -> any BlackBoxSession {
    let key = Key(task: model.task, fitted: model.fitted, notes: model.notes)
    if let found = sessions.firstIndex(where: { $0.key == key }) {
      let entry = sessions.remove(at: found)
      sessions.append(entry)
      return entry.session
    }
    let session = try await blackBox.open(
      Subject(task: model.task, history: history, notes: model.notes))
    sessions.append((key, session))
    if sessions.count > Self.capacity { sessions.removeFirst() }
    return session
  }
}
