/// What a typed name means among the names of a list: one rule for factors and features, wherever
/// they are typed.
package enum NameMatch: Hashable, Sendable {
  /// The position that is meant.
  case one(Int)
  /// Positions that may all be meant, in the order of the list.
  case several([Int])
  case none

  /// Finds a name.
  ///
  /// Case, accents and white space at the ends do not count. The whole name goes before the beginning
  /// of one, and both go before a number in the list, from 1, which may have the letter of the list in
  /// front: `3`, `f3`. What fits several names means none of them.
  package init(of typed: String, among names: [String], letter: Character? = nil) {
    let wanted = FoldedText.of(typed.trimmingWhitespace())
    guard !wanted.isEmpty else {
      self = .none
      return
    }
    let folded = names.map(FoldedText.of)
    for fitting in [
      names.indices.filter { folded[$0] == wanted },
      names.indices.filter { folded[$0].hasPrefix(wanted) },
    ] where !fitting.isEmpty {
      self = fitting.count == 1 ? .one(fitting[0]) : .several(fitting)
      return
    }
    let digits = letter.map { wanted.first == $0 ? wanted.dropFirst() : wanted[...] } ?? wanted[...]
    guard let number = Int(digits), names.indices.contains(number - 1) else {
      self = .none
      return
    }
    self = .one(number - 1)
  }
}
