/// The recent part of a history that alone is fitted, for preferences that drift
/// (method, section 12).
public enum FitWindow: Sendable, Hashable, Codable {
  /// The last so many interactions.
  case last(Int)
  /// Those from a day on: a date as `DateColumn` reads one that stands alone, such as `2024`,
  /// `2024-05`, `2024-01-31 18:00` or `31 Jan 2024`.
  case since(String)

  /// The interactions within: always the end of the history.
  ///
  /// Where a day cuts, an interaction without a date goes with the one before it, as it does in the
  /// order of the history.
  /// - Throws: `RoleFailure` where nothing lies within, a day cannot be read, or a history whose
  ///   order in time is not known is cut by a date.
  public func applied(to history: [Interaction]) throws -> [Interaction] {
    switch self {
    case .last(let count):
      guard count > 0 else { throw RoleFailure("A window holds at least one interaction.") }
      return Array(history.suffix(count))
    case .since(let day):
      let wanted = try Self.moment(of: day)
      let order = HistoryOrder(history)
      guard order.isKnown else {
        throw RoleFailure(
          "The history cannot be cut by a date (\(order.words)); take the last N instead.")
      }
      let dated = history.indices.filter { history[$0].instant != nil }
      let moments = dated.compactMap { history[$0].instant }
      guard zip(moments, moments.dropFirst()).allSatisfy(<=) else {
        throw RoleFailure("The history is not in the order of its dates.")
      }
      guard let first = moments.firstIndex(where: { $0 >= wanted }) else {
        let last = moments.last.map { Instant(milliseconds: $0, precision: .day).text } ?? "-"
        throw RoleFailure("No interaction is from \(day) or later; the last is from \(last).")
      }
      return Array(history[dated[first]...])
    }
  }

  /// The moment at which a day begins.
  ///
  /// - Throws: `RoleFailure` where the text is no date, or one that may be read in two ways.
  package static func moment(of day: String) throws(RoleFailure) -> Int64 {
    var column = DateColumn()
    column.look(at: day)
    if let instant = column.read(day) { return instant.milliseconds }
    if case .ambiguous = column.finding {
      let problem = column.problem ?? "\(day) can be read in two ways"
      throw RoleFailure("\(problem); write the year first, such as 2024-01-31.")
    }
    throw RoleFailure("\(day) is no day such as 2024-01-31.")
  }

  /// In words: `the last 50`, `since 2024-01-01`.
  public var words: String {
    switch self {
    case .last(let count): "the last \(count)"
    case .since(let day): "since \(day)"
    }
  }
}
