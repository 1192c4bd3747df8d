/// What a person answers whatever is asked: what knowing nothing of a query would say.
package struct UsualAnswer: Sendable, Hashable {
  /// The label, or the letter of the option.
  package var response: String
  /// How often it was given, of all answers that count here.
  package var share: Ratio

  /// The commonest label, of equals the first; on a scale the median, which costs least there.
  /// `nil` where there are no labels.
  ///
  /// - Parameters:
  ///   - labels: the labels, on a scale lowest first.
  ///   - counts: how often each was given.
  ///   - ordered: whether the labels form a scale.
  package init?(among labels: [String], counts: [Int], ordered: Bool) {
    let total = counts.reduce(0, +)
    var reached = 0
    let median = counts.firstIndex { count in
      reached += count
      return 2 * reached >= total
    }
    let commonest = counts.max().flatMap(counts.firstIndex(of:))
    guard let index = ordered ? median : commonest else { return nil }
    response = labels[index]
    share = Ratio(counts[index], of: total)
  }

  /// The letter given most often among those that a query offers, of equals the first. `nil` where
  /// it offers none.
  package init?(to query: String, in history: some Sequence<Interaction>) {
    let offered = SurveyQuestion(query: query).options.map(\.letter)
    var counts = [Int](repeating: 0, count: offered.count)
    for item in history {
      if let letter = offered.firstIndex(of: item.response) { counts[letter] += 1 }
    }
    self.init(among: offered, counts: counts, ordered: false)
  }
}
