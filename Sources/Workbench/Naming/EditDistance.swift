extension String {
  /// How many characters must be added, dropped or replaced to make one text of the other.
  package func editDistance(to other: String) -> Int {
    let (from, to) = (Array(self), Array(other))
    var row = Array(0...to.count)
    for (i, character) in from.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, wanted) in to.enumerated() {
        let replaced = corner + (character == wanted ? 0 : 1)
        corner = row[j + 1]
        row[j + 1] = Swift.min(replaced, row[j] + 1, corner + 1)
      }
    }
    return row[to.count]
  }

  /// The name that was most likely meant: the nearest, of equals the first by alphabet.
  package func nearest(of names: [String]) -> String? {
    names.min { ($0.editDistance(to: self), $0) < ($1.editDistance(to: self), $1) }
  }
}
