/// Things one goes through in a circle: panels, tabs, orders.
package protocol Cycle: CaseIterable, Equatable where AllCases == [Self] {}

extension Cycle {
  /// The one `step` places further on, around the end.
  package func neighbour(_ step: Int) -> Self {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + step % all.count + all.count) % all.count]
  }
}
