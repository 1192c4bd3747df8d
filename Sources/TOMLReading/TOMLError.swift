/// A text that is no TOML, and where it ceases to be.
package struct TOMLError: Error, Hashable {
  /// From 1.
  package var line: Int
  package var column: Int
}
