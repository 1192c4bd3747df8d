public import Foundation
public import RPM

/// What made one version of a model of another.
public struct JournalEntry: Sendable, Hashable {
  /// What was done.
  public enum Change: Sendable, Hashable, Codable {
    /// A person's edit.
    case edit(ModelEdit)
    /// The paths of items were made anew, by the model of this identity.
    case rebuild(items: [Int], by: ModelIdentity)

    /// The change in words.
    public var text: String {
      switch self {
      case .edit(let edit): edit.text
      case .rebuild(let items, let identity):
        "rebuild \(items.count) \(items.count == 1 ? "path" : "paths") with \(identity.name)"
      }
    }
  }

  /// The version that it made.
  public var version: Int
  /// The version that was changed.
  public var parent: Int
  /// When.
  public var created: Date
  /// What was done.
  public var change: Change

  /// Creates an entry.
  public init(version: Int, parent: Int, created: Date, change: Change) {
    self.version = version
    self.parent = parent
    self.created = created
    self.change = change
  }
}
