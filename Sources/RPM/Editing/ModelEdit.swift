/// One change that a person makes to a fitted model (method, section 11).
///
/// Factors and features are named, so that an edit can be made again on a later model. Names are
/// compared after case folding. Items are indices into the history that the model was fitted on.
public enum ModelEdit: Sendable, Hashable, Codable {
  /// Several factors become one, at the place of the first.
  case merge(factors: [String], name: String)
  /// Some features of a factor, by name, become a factor of their own, the last.
  case split(factor: String, features: [String], name: String)
  /// A factor gets another name.
  case rename(factor: String, name: String)
  /// A factor gets another description.
  case describe(factor: String, text: String)
  /// A factor goes; its features belong to none.
  case drop(factor: String)
  /// A feature goes to another factor, or to none: everywhere, or in one item only.
  case move(feature: String, item: Int?, to: String?)
  /// An interaction is in no statistic and never retrieved.
  case exclude(item: Int)
  /// An excluded interaction counts again.
  case include(item: Int)
  /// An interaction comes first among the examples.
  case pin(item: Int)
  /// A pinned interaction is an example like others.
  case unpin(item: Int)
  /// An interaction counts, but is never retrieved.
  case excludeExample(item: Int)
  /// An interaction may be retrieved again.
  case includeExample(item: Int)

  /// The item that it is about, `nil` where it is about factors.
  public var item: Int? {
    switch self {
    case .merge, .split, .rename, .describe, .drop: nil
    case .move(_, let item, _): item
    case .exclude(let item), .include(let item), .pin(let item), .unpin(let item),
      .excludeExample(let item), .includeExample(let item):
      item
    }
  }

  /// The same edit of another item; itself where it is about factors.
  func moved(toItem item: Int) -> ModelEdit {
    switch self {
    case .merge, .split, .rename, .describe, .drop: self
    case .move(let feature, let old, let to):
      .move(feature: feature, item: old == nil ? nil : item, to: to)
    case .exclude: .exclude(item: item)
    case .include: .include(item: item)
    case .pin: .pin(item: item)
    case .unpin: .unpin(item: item)
    case .excludeExample: .excludeExample(item: item)
    case .includeExample: .includeExample(item: item)
    }
  }

  /// The edit in words: `merge Story and Plot into Story`. Items count from 1.
  public var text: String {
    switch self {
    case .merge(let factors, let name):
      "merge \(Self.list(factors)) into \(name)"
    case .split(let factor, let features, let name):
      "split \(Self.list(features)) off \(factor) as \(name)"
    case .rename(let factor, let name): "rename \(factor) to \(name)"
    case .describe(let factor, let text):
      text.isEmpty ? "describe \(factor) no more" : "describe \(factor): \(text)"
    case .drop(let factor): "drop \(factor)"
    case .move(let feature, let item, let to):
      "move \(feature)\(item.map { " of item \($0 + 1)" } ?? "") to \(to ?? "no factor")"
    case .exclude(let item): "exclude item \(item + 1)"
    case .include(let item): "include item \(item + 1)"
    case .pin(let item): "pin item \(item + 1)"
    case .unpin(let item): "unpin item \(item + 1)"
    case .excludeExample(let item): "exclude item \(item + 1) as an example"
    case .includeExample(let item): "include item \(item + 1) as an example"
    }
  }

  private static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and \(last)"
  }
}

/// Why a model cannot be edited so: what, where, and what there is instead.
public struct EditError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A sentence for a person.
  public var description: String

  /// Creates an error.
  public init(_ description: String) {
    self.description = description
  }
}
