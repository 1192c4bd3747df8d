/// Several tests at once (Holm, 1979): what each may still claim.
package enum Holm {
  /// Each p after Holm's steps, in the order given: where it is .05 or less, the test holds although
  /// there were so many. At most 1.
  package static func adjusted(_ ps: [Double]) -> [Double] {
    var adjusted = ps
    var least = 0.0
    for (rank, index) in ps.indices.sorted(by: { (ps[$0], $0) < (ps[$1], $1) }).enumerated() {
      least = max(least, min(1, ps[index] * Double(ps.count - rank)))
      adjusted[index] = least
    }
    return adjusted
  }
}
