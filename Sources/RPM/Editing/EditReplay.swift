/// Makes earlier edits again on a model that was fitted anew (method, section 11).
public struct EditReplay: Sendable {
  /// What came of one edit.
  public struct Outcome: Sendable, Hashable, Codable {
    /// The edit, as it was made then.
    public var edit: ModelEdit
    /// Why it could not be made again, `nil` where it was.
    public var problem: String?

    /// Creates an outcome.
    public init(edit: ModelEdit, problem: String? = nil) {
      self.edit = edit
      self.problem = problem
    }

    /// Whether it was made again.
    public var isKept: Bool { problem == nil }
  }

  /// The model after each edit that was kept, with the edit as it was made now.
  public var steps: [(edit: ModelEdit, edited: EditedModel)] = []
  /// What came of each edit, in order.
  public var outcomes: [Outcome] = []

  /// Makes edits again: factors and features are found by name, items by what was asked and
  /// answered.
  ///
  /// - Parameters:
  ///   - edits: the edits, in order.
  ///   - old: the history that they were made on.
  ///   - model: the new model.
  ///   - history: the history that it was fitted on.
  public init(
    _ edits: [ModelEdit], madeOn old: [Interaction], to model: UserModel, history: [Interaction]
  ) {
    let places = Self.places(of: old, in: history)
    var model = model
    for edit in edits {
      do throws(EditError) {
        var now = edit
        if let item = edit.item {
          guard old.indices.contains(item), let place = places[item] else {
            throw EditError("The history has item \(item + 1) no more.")
          }
          now = edit.moved(toItem: place)
        }
        let edited = try model.applying(now, history: history)
        model = edited.model
        steps.append((now, edited))
        outcomes.append(Outcome(edit: edit))
      } catch {
        outcomes.append(Outcome(edit: edit, problem: error.description))
      }
    }
  }

  /// Where each item of a history stands in another; the same item twice keeps its order.
  private static func places(of old: [Interaction], in new: [Interaction]) -> [Int?] {
    struct Key: Hashable {
      var query: String
      var response: String
      var date: String?
    }
    func key(_ item: Interaction) -> Key {
      Key(query: item.query, response: item.response, date: item.date)
    }
    var found: [Key: [Int]] = [:]
    for (index, item) in new.enumerated().reversed() { found[key(item), default: []].append(index) }
    return old.map { found[key($0)]?.popLast() }
  }
}
