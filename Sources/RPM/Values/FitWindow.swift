/// The recent part of a history that alone is fitted, for preferences that drift
/// (method, section 12).
public enum FitWindow: Sendable, Hashable, Codable {
  /// The last so many interactions.
  case last(Int)
  /// Those from a day on, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  case since(String)

  /// The interactions within: always the end of the history.
  ///
  /// - Throws: `RoleFailure` where nothing lies within, a day cannot be read, or a history whose
  ///   items are not all dated and in order is cut by a date.
  public func applied(to history: [Interaction]) throws -> [Interaction] {
    switch self {
    case .last(let count):
      guard count > 0 else { throw RoleFailure("A window holds at least one interaction.") }
      return Array(history.suffix(count))
    case .since(let day):
      guard let wanted = Self.key(day) else {
        throw RoleFailure("\(day) is no day such as 2024-01-31.")
      }
      let keys = history.map { $0.date.flatMap(Self.key) }
      let undated = keys.count { $0 == nil }
      guard undated == 0 else {
        throw RoleFailure(
          "\(undated) of \(history.count) interactions have no date; take the last N instead.")
      }
      let isWithin = keys.map { key in key.map { !$0.lexicographicallyPrecedes(wanted) } ?? false }
      guard let first = isWithin.firstIndex(of: true) else {
        throw RoleFailure(
          "No interaction is from \(day) or later; the last is from \(history.last?.date ?? "-").")
      }
      guard isWithin[first...].allSatisfy(\.self) else {
        throw RoleFailure("The history is not in the order of its dates.")
      }
      return Array(history[first...])
    }
  }

  /// In words: `the last 50`, `since 2024-01-01`.
  public var words: String {
    switch self {
    case .last(let count): "the last \(count)"
    case .since(let day): "since \(day)"
    }
  }

  /// Year, month and day; a month or day that is left out is the first.
  private static func key(_ date: String) -> [Int]? {
    let day = date.prefix { $0 != "T" && $0 != " " }
    let parts = day.split(whereSeparator: { $0 == "-" || $0 == "/" }).map { Int($0) }
    guard (1...3).contains(parts.count), !parts.contains(nil), let year = parts[0], year > 31
    else { return nil }
    let numbers = parts.compactMap(\.self)
    return numbers + [Int](repeating: 1, count: 3 - numbers.count)
  }
}
