extension ValenceDirection {
  /// The direction of the bundled table.
  static let bundled = ValenceDirection(weights: [Float](repeating: 0, count: 256), offset: 0)
}
