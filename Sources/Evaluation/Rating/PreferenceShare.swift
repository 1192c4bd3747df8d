/// How often one method's rationales were called better than another's.
public struct PreferenceShare: Sendable, Hashable, Codable {
  /// How often the second was.
  public var wins: Int
  /// How often the first was.
  public var losses: Int
  /// How often neither was.
  public var equal: Int
  /// How often both were called bad.
  public var bad: Int
  /// `wins` of `wins + losses`; `nil` where both are 0.
  public var share: Double?
  /// Its 95 % interval: Wilson's over pairs, or from draws of people where `isOverPeople`.
  public var interval: Bootstrap.Interval?
  /// Whether people were drawn: pairs of one person are alike, so that pairs by themselves would
  /// make it look surer than it is.
  public var isOverPeople: Bool

  /// With fewer pairs in which one is called better, too little is known to tell.
  public static let fewest = 20
  /// From so many people on, people are drawn.
  static let fewestPeople = 10

  /// Whether there are enough to tell.
  public var isEnough: Bool { wins + losses >= Self.fewest }

  /// Counts preferences, each with the position of its person.
  init(_ preferences: [(person: Int, preference: Preference)], bootstrap: Bootstrap) {
    func count(_ wanted: Preference) -> Int { preferences.count { $0.preference == wanted } }
    (wins, losses, equal, bad) = (count(.second), count(.first), count(.equal), count(.bad))
    let decided = wins + losses
    share = decided > 0 ? Double(wins) / Double(decided) : nil
    var sums: [Int: (wins: Int, all: Int)] = [:]
    for (person, preference) in preferences where preference == .first || preference == .second {
      let known = sums[person] ?? (0, 0)
      sums[person] = (known.wins + (preference == .second ? 1 : 0), known.all + 1)
    }
    isOverPeople = sums.count >= Self.fewestPeople
    guard isOverPeople else {
      interval = .wilson(wins, of: decided)
      return
    }
    interval = bootstrap.interval(
      ofRatio: sums.sorted { $0.key < $1.key }.map { (Double($1.wins), Double($1.all)) })
  }
}
