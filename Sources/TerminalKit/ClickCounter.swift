/// Tells double clicks from single ones (ours).
public struct ClickCounter: Sendable {
  /// Seconds between two presses that belong together, at most.
  public static let patience = 0.4

  private var last: (button: Int, point: Point, seconds: Double)?

  /// Creates a counter that saw no press yet.
  public init() {}

  /// Notes a press and says whether it is the first or the second of a kind, 1 or 2.
  ///
  /// - Parameters:
  ///   - button: 0 for the left one.
  ///   - point: The cell; a press on another one begins anew.
  ///   - seconds: Any clock that does not go back.
  public mutating func press(button: Int, at point: Point, seconds: Double) -> Int {
    if let last, last.button == button, last.point == point,
      seconds - last.seconds <= Self.patience
    {
      // A third press is a first one again.
      self.last = nil
      return 2
    }
    last = (button, point, seconds)
    return 1
  }
}
