internal import Foundation

/// How fast the machine reads memory in order.
struct BandwidthWorker {
  /// The size of the block, several times that of the caches.
  let bytes: Int

  /// Gigabytes a second on one core and on all of them.
  func figures() async -> [Figure] {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 4_096)
    defer { block.deallocate() }
    // Written once: pages that nobody wrote are all one page of zeros, which stays in the cache.
    block.bindMemory(to: Float.self).update(repeating: 1)
    let memory = UnsafeRawBufferPointer(block)
    let stopwatch = Stopwatch(runs: 9, seconds: 1)
    let one = await stopwatch.samples { MemoryRead.all(of: memory, pieces: 1) }
    let all = await stopwatch.samples { MemoryRead.all(of: memory, pieces: 16) }
    let (gigabytes, cores) = (Double(bytes) / 1e9, ProcessInfo.processInfo.activeProcessorCount)
    return [("one core", one), ("all \(cores) cores", all)].map { name, seconds in
      Figure(
        part: .machine, what: "memory read in order, \(name)", unit: .gigabytesPerSecond,
        value: Spread(seconds.map { gigabytes / $0 }))
    }
  }
}
