/// A user-level factor `F(m)`: a group of features that mean the same thing to this user.
public struct Factor: Sendable, Hashable, Codable, Identifiable {
  /// The position of the factor in `UserModel.factors`.
  public typealias ID = Int

  /// One distinct feature name in the factor.
  public struct Member: Sendable, Hashable, Codable {
    /// The feature's name.
    public var name: String
    /// How many feature occurrences of the history carry it.
    public var count: Int
    /// Whether the model forgot the feature and it was put with the nearest factor. Memories
    /// made earlier say so; a feature that is forgotten now belongs to no factor.
    public var isAutoAssigned: Bool

    /// Creates a member.
    public init(name: String, count: Int, isAutoAssigned: Bool = false) {
      self.name = name
      self.count = count
      self.isAutoAssigned = isAutoAssigned
    }
  }

  /// Its position in the model.
  public var id: ID
  /// A name, unique within the user after case folding.
  public var name: String
  /// What holds the members together, empty where the model gives none.
  public var description: String
  /// The distinct feature names, commonest first.
  public var members: [Member]

  /// Creates a factor.
  public init(id: ID, name: String, description: String = "", members: [Member]) {
    self.id = id
    self.name = name
    self.description = description
    self.members = members
  }
}
