internal import GRDB

extension Statement {
  /// Where a column of the result stands. A loop over very many rows asks once, since every
  /// look-up hashes the name anew.
  func column(_ name: String) -> Int {
    guard let index = index(ofColumn: name) else { preconditionFailure("no column \(name)") }
    return index
  }
}
