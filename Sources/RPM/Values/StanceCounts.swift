/// How many chosen options took each side; empty where no option does.
///
/// It is kept as a list in the order of `Stance`. Lists kept before unanswered questions were counted
/// lack that last count, which then is 0.
public struct StanceCounts: Sendable, Hashable, Codable, ExpressibleByArrayLiteral {
  /// The counts in the order of `Stance`; none where no option takes a side.
  public private(set) var list: [Int]

  /// Nothing counted yet, where options take sides.
  public static let zero = StanceCounts(Stance.allCases.map { _ in 0 })

  /// - Parameter list: counts in the order of `Stance`; those that are missing are 0.
  public init(_ list: [Int]) {
    let missing = list.isEmpty ? 0 : max(0, Stance.allCases.count - list.count)
    self.list = list.prefix(Stance.allCases.count) + [Int](repeating: 0, count: missing)
  }

  /// Counts in the order of `Stance`.
  public init(arrayLiteral list: Int...) { self.init(list) }

  /// Reads a list.
  public init(from decoder: any Decoder) throws {
    self.init(try [Int](from: decoder))
  }

  /// Writes a list.
  public func encode(to encoder: any Encoder) throws { try list.encode(to: encoder) }

  /// Whether no option takes a side.
  public var isEmpty: Bool { list.isEmpty }

  /// How many answers were counted.
  public var total: Int { list.reduce(0, +) }

  /// How many took a side.
  public subscript(stance: Stance) -> Int {
    get { list.indices.contains(stance.rawValue) ? list[stance.rawValue] : 0 }
    set { list[stance.rawValue] = newValue }
  }

  /// The share of a side.
  public func rate(of stance: Stance) -> Ratio { Ratio(self[stance], of: total) }

  /// The sides that there is something to tell of: those of every scale, and what was not answered
  /// where that occurs.
  public var sides: [Stance] { isEmpty ? [] : Stance.sides(unanswered: self[.unanswered] > 0) }
}
