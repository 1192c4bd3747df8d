/// What is told of a search over vectors.
struct SearchFigures {
  /// What searches.
  let what: String
  /// How many vectors there are.
  let entries: Int
  /// The length of each.
  let dimensions: Int

  /// The time of a search, and the same beside a plain read of as many numbers.
  func measure(_ search: () -> Void) async -> [Figure] {
    PeakMemory.forget()
    let seconds = await Stopwatch().samples { search() }
    let (peak, numbers) = (PeakMemory.mebibytes, entries * dimensions)
    let ratios = Spread(BesideRead.ratios(numbers: numbers, search: search))
    let gigabytes = Double(numbers * MemoryLayout<Float>.stride) / 1e9
    func figure(
      _ name: String, _ unit: Figure.Unit, _ value: Spread, peak: Double? = nil
    ) -> Figure {
      Figure(part: .retrieval, what: name, size: entries, unit: unit, value: value, peak: peak)
    }
    return [
      figure(what, .milliseconds, Spread(seconds.scaled(by: 1e3)), peak: peak),
      figure(what, .gigabytesPerSecond, Spread(seconds.map { gigabytes / $0 })),
      figure("\(what), beside a plain read", .times, ratios),
    ]
  }
}
