/// What was measured, as the table and the JSON show it.
struct Figure: Codable {
  /// Units, which also say how a figure is written.
  enum Unit: String, Codable {
    case microseconds = "us"
    case milliseconds = "ms"
    case seconds = "s"
    case gigabytesPerSecond = "GB/s"
    case perSecond = "/s"
    case millionsPerSecond = "million/s"
    case mebibytes = "MiB"
    /// How many times as much as something else.
    case times = "x"
  }

  /// The part of the benchmark.
  var part: Part
  /// What was measured, in a few words.
  var what: String
  /// How much there was of it: past answers, entries, words, people.
  var size: Int?
  /// What the numbers are in.
  var unit: Unit
  /// The numbers.
  var value: Spread
  /// The most memory that the process held while it was measured, in MiB.
  var peak: Double?
  /// What else is to be known.
  var note: String?
}
