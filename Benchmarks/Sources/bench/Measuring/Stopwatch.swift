/// Does something several times and tells how long it took.
struct Stopwatch {
  /// At least so many runs.
  var runs = 7
  /// And so many more as fit into this many seconds.
  var seconds = 0.5
  /// What takes longer than this many seconds is done three times only, and its first run counts.
  var slow = 4.0

  /// The seconds of each run.
  ///
  /// The first run warms caches and does not count, unless it was slow.
  func samples(_ body: () async throws -> Void) async rethrows -> [Double] {
    let warm = try await time(body)
    if warm > slow { return [warm, try await time(body), try await time(body)] }
    var samples: [Double] = []
    var total = 0.0
    while samples.count < runs || (total < seconds && samples.count < 1_000) {
      let sample = try await time(body)
      samples.append(sample)
      total += sample
    }
    return samples
  }

  private func time(_ body: () async throws -> Void) async rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try await body()
    return (clock.now - start) / .seconds(1)
  }
}

extension [Double] {
  /// Every number times a factor, such as from seconds to milliseconds.
  func scaled(by factor: Double) -> [Double] { map { $0 * factor } }
}
