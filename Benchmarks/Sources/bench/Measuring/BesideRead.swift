/// How many times as long a search takes as reading as many numbers.
///
/// Both in turn: what else the machine does meets both alike, so that their ratio holds where their
/// times do not.
enum BesideRead {
  /// The ratio of each turn, to the faster of a read by one core and one by all.
  static func ratios(numbers: Int, search: () -> Void) -> [Double] {
    let block = [Float](repeating: 1, count: numbers)
    let clock = ContinuousClock()
    // Short searches are done often, so that a turn takes longer than what disturbs it.
    let times = max(1, 20_000_000 / max(1, numbers))
    func seconds(_ body: () -> Void) -> Double {
      clock.measure { for _ in 0..<times { body() } } / .seconds(1)
    }
    return block.withUnsafeBytes { bytes in
      (0..<15).map { _ in
        let one = seconds { MemoryRead.all(of: bytes, pieces: 1) }
        let all = seconds { MemoryRead.all(of: bytes, pieces: 16) }
        return seconds(search) / min(one, all)
      }
    }
  }
}
