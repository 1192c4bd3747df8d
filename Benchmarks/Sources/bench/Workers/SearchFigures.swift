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
    let value = Spread(seconds.scaled(by: 1e3))
    let rate = Double(numbers * MemoryLayout<Float>.stride) / 1e9 / (value.median / 1e3)
    return [
      Figure(
        part: .retrieval, what: what, size: entries, unit: .milliseconds, value: value, peak: peak,
        note: "\(NumberText.significant(rate)) GB/s"),
      Figure(
        part: .retrieval, what: "\(what), beside a plain read", size: entries, unit: .times,
        value: ratios,
        note: "\(NumberText.fixed(100 / ratios.median, 0)) % of what the machine reads"),
    ]
  }
}
