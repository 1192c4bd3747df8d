internal import Foundation

extension Bootstrap.Interval {
  /// 1.96 standard deviations hold 95 %.
  static let deviations = 1.959964

  /// The 95 % interval of a share (Wilson, 1927); `nil` of nothing.
  public static func wilson(_ successes: Int, of count: Int) -> Bootstrap.Interval? {
    guard count > 0 else { return nil }
    let (n, z) = (Double(count), deviations)
    let share = Double(successes) / n
    let middle = share + z * z / (2 * n)
    let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return Bootstrap.Interval(
      low: max(0, (middle - half) / scale), high: min(1, (middle + half) / scale))
  }
}
