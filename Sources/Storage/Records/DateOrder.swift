/// Orders a history by its dates.
///
/// Only when every item has a date that begins with a year; the order of equal dates, and of a
/// history without dates, is the order given.
enum DateOrder {
  /// The permutation that sorts: element `i` is the index of what comes `i`-th; `nil` where the
  /// given order stands.
  static func permutation(of dates: [String?]) -> [Int]? {
    var keys: [Key] = []
    keys.reserveCapacity(dates.count)
    for date in dates {
      guard let date, let key = Key(date) else { return nil }
      keys.append(key)
    }
    let isSorted = zip(keys, keys.dropFirst()).allSatisfy { !($1 < $0) }
    if isSorted { return nil }
    return keys.indices.sorted { first, second in
      keys[first] == keys[second] ? first < second : keys[first] < keys[second]
    }
  }

  /// Year, month and day as numbers, so that `2004-5-1` comes before `2004-11-01`; then the rest,
  /// a time of day.
  struct Key: Comparable {
    var numbers: [Int] = []
    var rest: Substring

    init?(_ date: String) {
      rest = date[...]
      while numbers.count < 3 {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits) else { break }
        numbers.append(number)
        rest = rest.dropFirst(digits.count)
        guard rest.first == "-" || rest.first == "/" else { break }
        rest = rest.dropFirst()
      }
      if numbers.isEmpty { return nil }
      // `5/1/2004` names no year first: better no order than a wrong one.
      if numbers.count > 1, numbers[0] < 32 { return nil }
      while numbers.count < 3 { numbers.append(0) }
    }

    static func < (first: Key, second: Key) -> Bool {
      for (one, other) in zip(first.numbers, second.numbers) where one != other {
        return one < other
      }
      return first.rest < second.rest
    }
  }
}
