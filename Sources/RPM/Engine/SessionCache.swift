internal import Foundation

/// The sessions opened last, so that a second question to the same person need not open the model
/// again.
actor SessionCache {
  /// What tells one fitted model from another, so that two are never mixed up. The history is part
  /// of it: two people fitted in the same moment may have equal notes.
  private struct Key: Equatable {
    var fitted: Date
    var task: TaskDefinition
    var notes: Data
    var history: [Interaction]
  }

  private struct Entry {
    var key: Key
    /// The opening, which all who ask meanwhile wait for.
    var opening: Task<any BlackBoxSession, any Error>
  }

  private static let capacity = 4

  private let blackBox: any BlackBox
  private var entries: [Entry] = []

  init(blackBox: any BlackBox) {
    self.blackBox = blackBox
  }

  /// The session for a model, opened if need be: once, however many ask for it at the same time.
  ///
  /// An opening goes on when one who asked for it is cancelled, since others may wait for it.
  func session(for model: UserModel, history: [Interaction]) async throws -> any BlackBoxSession {
    let key = Key(
      fitted: model.fitted, task: model.task, notes: model.notes, history: history)
    let entry: Entry
    if let found = entries.firstIndex(where: { $0.key == key }) {
      entry = entries.remove(at: found)
    } else {
      let opening = Task.detached { [blackBox] in
        try await blackBox.open(
          Subject(
            task: model.task, history: history,
            notes: model.identity == blackBox.identity ? model.notes : nil))
      }
      entry = Entry(key: key, opening: opening)
    }
    entries.append(entry)
    if entries.count > Self.capacity { entries.removeFirst() }
    do {
      return try await entry.opening.value
    } catch {
      // The next one who asks tries again.
      entries.removeAll { $0.opening == entry.opening }
      throw error
    }
  }
}
