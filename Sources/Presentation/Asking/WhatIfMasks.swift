package import RPM
package import Storage
internal import Workbench

/// Masks as a command line names them.
package struct WhatIfMasks: Sendable {
  /// Names of features, or `f3`.
  package var features: [String] = []
  package var factors: [String] = []
  /// Items of the history, from 1.
  package var examples: [Int] = []
  /// `old=new`.
  package var edits: [String] = []
  /// Whether every factor of the query is masked by itself too.
  package var everyFactor = false

  package init(
    features: [String] = [], factors: [String] = [], examples: [Int] = [], edits: [String] = [],
    everyFactor: Bool = false
  ) {
    self.features = features
    self.factors = factors
    self.examples = examples
    self.edits = edits
    self.everyFactor = everyFactor
  }

  /// The two sides of an edit, `nil` where one is missing.
  package static func split(_ edit: String) -> (old: String, new: String)? {
    guard let sign = edit.firstIndex(of: "=") else { return nil }
    let old = edit[..<sign].trimmingSpace
    let new = edit[edit.index(after: sign)...].trimmingSpace
    return old.isEmpty || new.isEmpty ? nil : (old, new)
  }

  /// Finds out what is wrong before a model is asked.
  ///
  /// - Throws: `CommandFailure` (usage).
  package func check(against stored: StoredModel, user: User) throws {
    _ = try factors.map { try NamedFactor.id($0, in: stored.model) }
    for item in examples where !stored.history.indices.contains(item - 1) {
      throw CommandFailure.usage(
        "version \(stored.version) was fitted on \(Count.of(stored.history.count, "item")); "
          + "there is no item \(item)")
    }
  }

  /// About how many masks it is going to be.
  package func expectedCount(in model: UserModel) -> Int {
    let named = features.count + factors.count + examples.count + edits.count
    let together = named > 1 ? 1 : 0
    guard everyFactor else { return named + together }
    let counts = model.memory.entries.map(\.features.activeFactorCount).filter { $0 > 0 }
    let mean = counts.isEmpty ? 0 : (counts.reduce(0, +) + counts.count - 1) / counts.count
    return named + together + mean
  }

  /// The masks, each by itself, and together where there are several.
  ///
  /// - Throws: `CommandFailure` (usage) where the query has no such feature.
  package func masks(for answer: Answer, stored: StoredModel) throws -> [Mask] {
    let named =
      try features.map { Mask.feature(try Self.feature($0, of: answer)) }
      + factors.map { Mask.factor(try NamedFactor.id($0, in: stored.model)) }
      + examples.map { Mask.example($0 - 1) }
      + edits.compactMap { edit in
        try Self.split(edit).map { old, new in
          Mask.edit(feature: try Self.feature(old, of: answer), text: new)
        }
      }
    let every = everyFactor ? Mask.everyFactor(of: answer.features) : []
    return named + every.filter { !named.contains($0) }
      + (named.count > 1 ? [.together(named)] : [])
  }

  private static func feature(_ name: String, of answer: Answer) throws -> Int {
    if case .one(let index) = answer.feature(named: name) { return index }
    let list = answer.features.enumerated().map { "f\($0 + 1) \($1.name)" }
      .joined(separator: ", ")
    throw CommandFailure.usage(
      list.isEmpty
        ? "no feature was found in the query"
        : "the query has no feature '\(name)'; it has \(list)")
  }
}

extension Answer {
  /// Which feature of the query a name means: by its name or its number, such as `f3`.
  func feature(named name: String) -> NameMatch {
    NameMatch(of: name, among: features.map(\.name), letter: "f")
  }
}

extension StringProtocol {
  /// The text without white space at either end.
  fileprivate var trimmingSpace: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
