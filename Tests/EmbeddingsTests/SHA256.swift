internal import Foundation

/// SHA-256 (FIPS 180-4), to check the table against the hash its maker printed.
enum SHA256 {
  static func hexadecimal(of data: UnsafeRawBufferPointer) -> String {
    // The constants are the first 32 bits behind the point of the roots of the primes.
    let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
    var hash = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
    let constants = primes.map { fraction(cbrt(Double($0))) }

    let whole = data.count / 64 * 64
    var tail = Array(data[whole...]) + [0x80]
    while tail.count % 64 != 56 { tail.append(0) }
    withUnsafeBytes(of: UInt64(data.count * 8).bigEndian) { tail.append(contentsOf: $0) }

    constants.withUnsafeBufferPointer { constants in
      hash.withUnsafeMutableBufferPointer { hash in
        for at in stride(from: 0, to: whole, by: 64) {
          absorb(UnsafeRawBufferPointer(rebasing: data[at..<at + 64]), into: hash, constants)
        }
        tail.withUnsafeBytes { tail in
          for at in stride(from: 0, to: tail.count, by: 64) {
            absorb(UnsafeRawBufferPointer(rebasing: tail[at..<at + 64]), into: hash, constants)
          }
        }
      }
    }
    return hash.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private static func fraction(_ root: Double) -> UInt32 {
    UInt32((root - floor(root)) * 4_294_967_296)
  }

  private static func absorb(
    _ block: UnsafeRawBufferPointer, into hash: UnsafeMutableBufferPointer<UInt32>,
    _ constants: UnsafeBufferPointer<UInt32>
  ) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
      for t in 0..<16 {
        let word = block.loadUnaligned(fromByteOffset: 4 &* t, as: UInt32.self)
        w.initializeElement(at: t, to: UInt32(bigEndian: word))
      }
      for t in 16..<64 {
        let a = w[t &- 15]
        let b = w[t &- 2]
        let s0 = (a >> 7 | a << 25) ^ (a >> 18 | a << 14) ^ (a >> 3)
        let s1 = (b >> 17 | b << 15) ^ (b >> 19 | b << 13) ^ (b >> 10)
        w.initializeElement(at: t, to: w[t &- 16] &+ s0 &+ w[t &- 7] &+ s1)
      }
      var (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
      var (e, f, g, h) = (hash[4], hash[5], hash[6], hash[7])
      for t in 0..<64 {
        let s1 = (e >> 6 | e << 26) ^ (e >> 11 | e << 21) ^ (e >> 25 | e << 7)
        let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ constants[t] &+ w[t]
        let s0 = (a >> 2 | a << 30) ^ (a >> 13 | a << 19) ^ (a >> 22 | a << 10)
        let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
        (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
      }
      for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { hash[index] &+= value }
    }
  }
}
