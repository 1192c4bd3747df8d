internal import Foundation

/// How far the statistics of a user hold over the history (method, section 12).
///
/// Answers are counted by label, or by the side of the chosen option. Free text has neither.
public struct Drift: Sendable, Hashable, Codable {
  /// What is said of one factor, or of all answers together.
  public struct Line: Sendable, Hashable, Codable {
    /// The factor, `nil` for all answers.
    public var factor: Factor.ID?
    /// The queries that show it.
    public var support: Int
    /// How alike two random halves are: the cosine of Propensity less base rate, over answers and
    /// over 100 splits whose halves both show the factor at least twice. 1 the same, 0 unrelated,
    /// below 0 the opposite; `nil` with fewer than ten such splits, and for all answers.
    public var reliability: Double?
    /// Answers in the early part of the history, one count each.
    public var early: [Int]
    /// Answers in the late part.
    public var late: [Int]
    /// The answer whose share changes most, as an index; `nil` where a half is empty.
    public var moved: Int?
    /// The share of that answer late less early.
    public var change: Double?
    /// How often chance alone gives a difference this large, when early and late are shuffled 2000
    /// times; `nil` with fewer than three queries in a half.
    public var chance: Double?
    /// Whether that is below .05 though so many factors were tested (Holm 1979).
    public var isSignificant: Bool

    /// Whether the support is too small to lean on.
    public var isWeak: Bool { support < FactorStatistics.weakSupport }
  }

  /// What answers are counted by: labels, or sides.
  public var classes: [String]
  /// All answers together: where these change, every factor seems to.
  public var all: Line
  /// The factors, by id.
  public var factors: [Line]
  /// Whether early and late are parted where the model found a change; else they are halves.
  package var isPartedAtTurn: Bool
  /// How many interactions are early.
  public var earlyCount: Int
  /// How many are late.
  public var lateCount: Int
  /// The last day of the early half and the first of the late one, with the time of day where they
  /// are the same day; `nil` where no order in time is known, and that of the history is taken.
  public var border: [String]?
  /// What is known of the order, in a few words.
  public var order: String
  /// How many lines were tested.
  public var tested: Int { (factors + [all]).count { $0.chance != nil } }
  /// How many of these fall below .05 by themselves; chance gives one in twenty.
  public var suggestive: Int {
    (factors + [all]).count { $0.chance.map { $0 < 0.05 } ?? false }
  }

  private static let splits = 100
  private static let leastSplits = 10
  private static let shuffles = 2000
  private static let leastTested = 3
  private static let seed: UInt64 = 0x4472_6966_7400_0001

  /// Compares the halves of a history, or what lies before and after a change that the model found.
  ///
  /// - Parameters:
  ///   - model: the fitted model.
  ///   - history: the history that it was fitted on. Its halves are those of time, in whatever
  ///     order it was fitted.
  /// - Returns: `nil` for free text, and where no answer has a class.
  public init?(_ model: UserModel, history: [Interaction]) {
    let answers = model.task.answers
    let entries = model.memory.entries.filter {
      !$0.marks.isExcluded && history.indices.contains($0.interaction)
    }
    let classOf: [Int?]
    switch answers {
    case .labels(let labels, _):
      classes = labels
      classOf = entries.map { answers.index(of: history[$0.interaction].response) }
    case .options:
      let sides = model.statistics.stances.sides
      classes = sides.map(\.word)
      classOf = entries.map { $0.stance.flatMap(sides.firstIndex) }
    case .open:
      return nil
    }
    let places = Self.places(in: history)
    let counted = entries.indices.filter { classOf[$0] != nil }.sorted {
      places[entries[$0].interaction] < places[entries[$1].interaction]
    }
    guard counted.count >= 2 else { return nil }
    let turn = Self.turn(in: model, places: places, counted.map { entries[$0].interaction })
    isPartedAtTurn = turn != nil
    let half = turn ?? counted.count / 2
    let isLate = Dictionary(uniqueKeysWithValues: counted.enumerated().map { ($1, $0 >= half) })
    earlyCount = half
    lateCount = counted.count - half
    let items = counted.map { history[entries[$0].interaction] }
    let known = HistoryOrder(items)
    order = known.words
    border = known.isKnown ? Self.border(items.map(\.instant), at: half) : nil

    var queries = [[Int]](repeating: [], count: model.factors.count)
    for index in counted {
      for factor in Set(entries[index].features.compactMap(\.factor)) {
        queries[factor].append(index)
      }
    }
    let width = classes.count
    func line(_ factor: Factor.ID?, _ members: [Int]) -> Line {
      let labels = members.map { classOf[$0] ?? 0 }
      let late = members.map { isLate[$0] ?? false }
      return Self.line(
        factor, labels: labels, late: late, width: width, ordered: answers.isOrdered)
    }
    all = line(nil, counted)
    factors = queries.enumerated().map { line($0, $1) }
    let reliabilities = Self.reliabilities(
      queries, of: counted, labels: classOf.map { $0 ?? 0 }, width: width)
    for factor in factors.indices { factors[factor].reliability = reliabilities[factor] }
    mark()
  }

  /// How many of `interactions` lie before the change that the model tells of; `nil` where it tells of
  /// none, or one part would be empty.
  private static func turn(
    in model: UserModel, places: [Int], _ interactions: [Int]
  ) -> Int? {
    guard let turn = model.statistics.trust?.turn, turn.isTold,
      places.indices.contains(turn.interaction)
    else { return nil }
    let early = interactions.count { places[$0] < places[turn.interaction] }
    return 0 < early && early < interactions.count ? early : nil
  }

  /// Where each interaction stands in time.
  private static func places(in history: [Interaction]) -> [Int] {
    guard let order = DateOrder.permutation(of: history.map(\.instant)) else {
      return Array(history.indices)
    }
    var places = [Int](repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { places[index] = place }
    return places
  }

  /// The dates on both sides of the middle, as far as they must be told to differ.
  private static func border(_ moments: [Int64?], at half: Int) -> [String]? {
    guard let early = moments[..<half].compactMap(\.self).last,
      let late = moments[half...].compactMap(\.self).first
    else { return nil }
    func texts(_ precision: Instant.Precision) -> [String] {
      [early, late].map { Instant(milliseconds: $0, precision: precision).text }
    }
    let forms = [Instant.Precision.day, .minute, .millisecond].map(texts)
    return early == late ? forms[0] : forms.first { $0[0] != $0[1] }
  }

  private static func counts(_ labels: [Int], width: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: width)
    for label in labels { counts[label] += 1 }
    return counts
  }

  private static func line(
    _ factor: Factor.ID?, labels: [Int], late: [Bool], width: Int, ordered: Bool
  ) -> Line {
    func half(_ isLate: Bool) -> [Int] {
      counts(zip(labels, late).filter { $0.1 == isLate }.map(\.0), width: width)
    }
    let (early, later) = (half(false), half(true))
    var line = Line(
      factor: factor, support: labels.count, early: early, late: later, isSignificant: false)
    let sizes = [early.reduce(0, +), later.reduce(0, +)]
    guard sizes.allSatisfy({ $0 > 0 }) else { return line }
    let changes = zip(early, later).map {
      Double($1) / Double(sizes[1]) - Double($0) / Double(sizes[0])
    }
    line.moved = changes.indices.max { (abs(changes[$0]), $1) < (abs(changes[$1]), $0) }
    line.change = line.moved.map { changes[$0] }
    guard sizes.allSatisfy({ $0 >= leastTested }) else { return line }
    let seen = difference(early, later, ordered: ordered)
    var generator = SplitMix64(seed: seed &+ UInt64((factor ?? -1) + 1))
    var shuffled = labels
    var reached = 0
    for _ in 0..<shuffles {
      shuffled.shuffleStably(using: &generator)
      let chance = difference(
        counts(Array(shuffled.prefix(sizes[0])), width: width),
        counts(Array(shuffled.suffix(sizes[1])), width: width), ordered: ordered)
      if chance >= seen - 1e-12 { reached += 1 }
    }
    line.chance = Double(reached + 1) / Double(shuffles + 1)
    return line
  }

  /// How far two halves lie apart: on a scale by their means, otherwise by half the sum of the
  /// differences of shares.
  private static func difference(_ early: [Int], _ late: [Int], ordered: Bool) -> Double {
    let first = Double(max(1, early.reduce(0, +)))
    let second = Double(max(1, late.reduce(0, +)))
    let differences = zip(early, late).map { Double($0) / first - Double($1) / second }
    guard ordered else { return differences.reduce(0) { $0 + abs($1) } / 2 }
    return abs(differences.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element })
  }

  private static func reliabilities(
    _ queries: [[Int]], of counted: [Int], labels: [Int], width: Int
  ) -> [Double?] {
    var sums = [(together: Double, first: Double, second: Double, splits: Int)](
      repeating: (0, 0, 0, 0), count: queries.count)
    var generator = SplitMix64(seed: seed)
    var order = counted
    for _ in 0..<splits {
      order.shuffleStably(using: &generator)
      let isFirst = Set(order.prefix(order.count / 2))
      func excess(_ members: [Int], base: [Int]) -> [Double] {
        let total = Double(max(1, base.reduce(0, +)))
        return zip(counts(members.map { labels[$0] }, width: width), base).map {
          Double($0) / Double(members.count) - Double($1) / total
        }
      }
      let base = [true, false].map { side in
        counts(counted.filter { isFirst.contains($0) == side }.map { labels[$0] }, width: width)
      }
      for (factor, members) in queries.enumerated() {
        let first = members.filter(isFirst.contains)
        let second = members.filter { !isFirst.contains($0) }
        guard first.count >= 2, second.count >= 2 else { continue }
        let (one, other) = (excess(first, base: base[0]), excess(second, base: base[1]))
        sums[factor].together += zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
        sums[factor].first += one.reduce(0) { $0 + $1 * $1 }
        sums[factor].second += other.reduce(0) { $0 + $1 * $1 }
        sums[factor].splits += 1
      }
    }
    return sums.map { sum in
      let length = (sum.first * sum.second).squareRoot()
      return sum.splits >= leastSplits && length > 0 ? sum.together / length : nil
    }
  }

  /// Marks what stays below .05 by Holm's steps over all that were tested.
  private mutating func mark() {
    let lines = [all] + factors
    let tested = lines.indices.filter { lines[$0].chance != nil }
    for (index, chance) in zip(tested, Holm.adjusted(tested.compactMap { lines[$0].chance }))
    where chance <= 0.05 {
      if index == 0 { all.isSignificant = true } else { factors[index - 1].isSignificant = true }
    }
  }
}
