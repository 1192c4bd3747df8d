internal import Dispatch

/// Reading memory in order and doing next to nothing with it: what no exact search can beat.
enum MemoryRead {
  /// Reads all of a block, in pieces that run side by side, and uses what was read so that no
  /// compiler leaves the reading out.
  static func all(of memory: UnsafeRawBufferPointer, pieces: Int) {
    // Each piece only reads, and writes one element that is its own.
    nonisolated(unsafe) let memory = memory
    withUnsafeTemporaryAllocation(of: Float.self, capacity: pieces) { sums in
      nonisolated(unsafe) let sums = sums
      let size = memory.count / pieces & ~127
      DispatchQueue.concurrentPerform(iterations: pieces) { piece in
        sums[piece] = sum(memory, from: piece * size, to: (piece + 1) * size)
      }
      precondition(!sums.reduce(0, +).isNaN, "MemoryRead: no numbers")
    }
  }

  /// Four accumulators: one would wait for its own last addition.
  @inline(never)
  private static func sum(_ memory: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Float {
    guard let base = memory.baseAddress else { return 0 }
    var sums = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
    var at = start
    while at < end {
      sums.0 += base.loadUnaligned(fromByteOffset: at, as: SIMD8<Float>.self)
      sums.1 += base.loadUnaligned(fromByteOffset: at &+ 32, as: SIMD8<Float>.self)
      sums.2 += base.loadUnaligned(fromByteOffset: at &+ 64, as: SIMD8<Float>.self)
      sums.3 += base.loadUnaligned(fromByteOffset: at &+ 96, as: SIMD8<Float>.self)
      at &+= 128
    }
    return (sums.0 + sums.1 + sums.2 + sums.3).sum()
  }
}
