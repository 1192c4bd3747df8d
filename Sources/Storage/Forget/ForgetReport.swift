/// What forgetting a user removed.
public struct ForgetReport: Sendable, Hashable {
  /// A file beside the library that held traces.
  public struct File: Sendable, Hashable {
    /// Where it is or was.
    public var path: String
    /// How many lines were taken out; `nil` when the whole file was deleted.
    public var removedLines: Int?
  }

  /// The user's name.
  public var name: String
  /// The task's name.
  public var task: String
  /// Interactions of the history, also of a replaced one.
  public var interactions = 0
  /// Test items.
  public var tests = 0
  /// Models, all versions.
  public var models = 0
  /// Earlier asks.
  public var runs = 0
  /// Cached replies of a language model.
  public var replies = 0
  /// Lines of the prompt history.
  public var promptLines = 0
  /// Files beside the library that were changed or deleted, the prompt history among them.
  public var files: [File] = []
  /// What could not be removed yet, and what to do about it; empty when all is gone.
  public var leftovers: [String] = []

  init(name: String, task: String) {
    self.name = name
    self.task = task
  }
}
