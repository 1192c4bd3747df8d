internal import Embeddings

/// A change in time: from some answer on, a person's own words say something else.
struct Turn: Sendable, Hashable {
  /// The first answer of the later part, as a row of the fit.
  var start: Int
  /// What one part says of the other: 0 nothing, -1 the opposite.
  var across: Double

  /// Each part has answers enough to tell.
  private static let leastPart = 12
  private static let mostStarts = 6
  /// What is believed of all turns together before the past is looked at, and as much of the same
  /// without a turn. Few people change so much, and some random answers look as if they had.
  static let belief = 0.02

  /// The turns that are tried on so many answers, which are in order of time.
  static func all(of count: Int) -> [Turn] {
    let last = count - leastPart
    guard last >= leastPart else { return [] }
    let steps = min(mostStarts - 1, last - leastPart)
    let starts =
      steps == 0 ? [leastPart] : (0...steps).map { leastPart + (last - leastPart) * $0 / steps }
    return starts.flatMap { start in [0, -1].map { Turn(start: start, across: $0) } }
  }

  /// What the answer of one row says of another row, beside how alike they are. Rows after the last
  /// are what is asked now.
  func weight(_ one: Int, _ other: Int) -> Double {
    (one < start) == (other < start) ? 1 : across
  }

  /// The likenesses of rows as the turn leaves them.
  ///
  /// - Parameter item: the answer that a row is of; rows are in the order of answers.
  func kernel(_ kernel: SymmetricMatrix, item: (Int) -> Int) -> SymmetricMatrix {
    SymmetricMatrix(size: kernel.size) { kernel[$0, $1] * weight(item($0), item($1)) }
  }

  /// `(scale · K + ridge · I)⁻¹` of the kernel that the turn leaves, for little: where one part says the
  /// opposite of the other, the inverse without a turn with its signs changed; where it says nothing,
  /// the inverses of the two parts.
  ///
  /// - Parameters:
  ///   - kernel: without the turn.
  ///   - whole: its inverse, `nil` where it has none.
  func inverse(
    of kernel: SymmetricMatrix, whole: SymmetricMatrix?, scale: Double, ridge: Double,
    item: (Int) -> Int
  ) -> SymmetricMatrix? {
    guard across == 0 else { return whole.map { self.kernel($0, item: item) } }
    let split = (0..<kernel.size).first { item($0) >= start } ?? kernel.size
    func part(from first: Int, size: Int) -> SymmetricMatrix? {
      SymmetricMatrix(size: size) { kernel[first + $0, first + $1] }
        .inverse(scale: scale, ridge: ridge)
    }
    guard let early = part(from: 0, size: split),
      let late = part(from: split, size: kernel.size - split)
    else { return nil }
    return SymmetricMatrix(size: kernel.size) { row, column in
      if row < split { return column < split ? early[row, column] : 0 }
      return column < split ? 0 : late[row - split, column - split]
    }
  }

  /// What is believed of each of some readings, by their turns; `nil` for those without one.
  static func beliefs(_ turns: [Turn?]) -> [Double] {
    let turning = turns.count { $0 != nil }
    return turns.map { belief / Double($0 == nil ? turns.count - turning : turning) }
  }

  /// The likeliest turn with what is believed of all together; `nil` where none was tried.
  static func likeliest(_ beliefs: [(turn: Turn?, belief: Double)]) -> (turn: Turn, belief: Double)?
  {
    var byTurn: [Turn: Double] = [:]
    for case (let turn?, let belief) in beliefs { byTurn[turn, default: 0] += belief }
    guard let turn = byTurn.max(by: { ($0.value, $1.key.start) < ($1.value, $0.key.start) })?.key
    else { return nil }
    return (turn, byTurn.values.reduce(0, +))
  }
}
