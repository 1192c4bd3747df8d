/// Puts a history in order of time, oldest first.
///
/// What has no date goes with the one before it, so that it keeps its neighbours. A list that runs
/// newest first, with at most one step up to ten steps down, is turned round before it is sorted:
/// then items of one date and items without any come out oldest first too, and the last of them is
/// the newest. Otherwise items of one date stay in the order given.
package enum DateOrder {
  /// The permutation that sorts: element `i` is the index of what comes `i`-th; `nil` where the
  /// given order stands, as it does where fewer than two have a date.
  /// - Parameters:
  ///   - moments: milliseconds since 1970, `nil` where no date is known.
  ///   - start: where items begin that were added to a history in order; only these may run newest
  ///     first.
  package static func permutation(of moments: [Int64?], addedFrom start: Int = 0) -> [Int]? {
    var order = Array(moments.indices)
    if runsNewestFirst(moments[start...]) { order[start...].reverse() }
    let places = keys(order[..<start], moments) + keys(order[start...], moments)
    let sorted = order.indices.sorted { (places[$0], $0) < (places[$1], $1) }.map { order[$0] }
    return sorted.elementsEqual(moments.indices) ? nil : sorted
  }

  private static func runsNewestFirst(_ moments: ArraySlice<Int64?>) -> Bool {
    let dated = moments.compactMap(\.self)
    let steps = zip(dated, dated.dropFirst())
    let falls = steps.count { $0 > $1 }
    return falls > 0 && falls >= 10 * steps.count { $0 < $1 }
  }

  /// The moment by which each is sorted; those before the first date go with it.
  private static func keys(_ order: ArraySlice<Int>, _ moments: [Int64?]) -> [Int64] {
    var last = order.lazy.compactMap { moments[$0] }.first ?? .max
    return order.map { index in
      last = moments[index] ?? last
      return last
    }
  }
}
