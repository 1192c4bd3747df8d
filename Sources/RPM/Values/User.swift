/// A person within a task. The same name under two tasks is two users.
public struct User: Sendable, Hashable, Codable {
  /// The name, unique within the task.
  public var name: String
  /// The task, with this user's own labels.
  public var task: TaskDefinition
  /// The past that the model is built from, oldest first where dates are known.
  public var history: [Interaction]
  /// Items kept aside: they can be asked, and their true answer is shown afterwards. They are
  /// never part of the model.
  public var test: [Interaction]

  /// Creates a user.
  public init(name: String, task: TaskDefinition, history: [Interaction], test: [Interaction] = [])
  {
    self.name = name
    self.task = task
    self.history = history
    self.test = test
  }
}
