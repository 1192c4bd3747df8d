/// The inner product of two vectors; for unit vectors, their cosine.
///
/// Both must have the same length.
public func dot(_ a: [Float], _ b: [Float]) -> Float {
  precondition(a.count == b.count, "dot: vectors of \(a.count) and \(b.count) numbers")
  return a.withUnsafeBytes { a in
    b.withUnsafeBytes { b in rawDot(a, b, count: a.count / MemoryLayout<Float>.stride) }
  }
}

/// The squared Euclidean distance of two vectors; for unit vectors, `2 - 2 cos`.
///
/// Both must have the same length.
public func squaredDistance(_ a: [Float], _ b: [Float]) -> Float {
  precondition(a.count == b.count, "squaredDistance: vectors of \(a.count) and \(b.count) numbers")
  return a.withUnsafeBytes { a in
    b.withUnsafeBytes { b in rawSquaredDistance(a, b, count: a.count / MemoryLayout<Float>.stride) }
  }
}

/// The vector scaled to length one; a zero vector stays zero.
public func normalised(_ vector: [Float]) -> [Float] {
  let length = dot(vector, vector).squareRoot()
  guard length > 0 else { return vector }
  return vector.map { $0 / length }
}

// Eight lanes in four accumulators: one accumulator would wait for its own last addition.
// The order of the additions depends on the length alone, so that a sum is the same wherever
// it is taken.

@inline(__always)
func rawDot(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, count: Int) -> Float {
  var s0 = SIMD8<Float>()
  var s1 = SIMD8<Float>()
  var s2 = SIMD8<Float>()
  var s3 = SIMD8<Float>()
  guard count > 0, let p = a.baseAddress, let q = b.baseAddress else { return 0 }
  let end = count &* 4
  var at = 0
  while at &+ 128 <= end {
    s0 += lanes(p, at) * lanes(q, at)
    s1 += lanes(p, at &+ 32) * lanes(q, at &+ 32)
    s2 += lanes(p, at &+ 64) * lanes(q, at &+ 64)
    s3 += lanes(p, at &+ 96) * lanes(q, at &+ 96)
    at &+= 128
  }
  var sum = ((s0 + s1) + (s2 + s3)).sum()
  while at < end {
    sum += number(p, at) * number(q, at)
    at &+= 4
  }
  return sum
}

@inline(__always)
func rawSquaredDistance(
  _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, count: Int
) -> Float {
  var s0 = SIMD8<Float>()
  var s1 = SIMD8<Float>()
  guard count > 0, let p = a.baseAddress, let q = b.baseAddress else { return 0 }
  let end = count &* 4
  var at = 0
  while at &+ 64 <= end {
    let d0 = lanes(p, at) - lanes(q, at)
    let d1 = lanes(p, at &+ 32) - lanes(q, at &+ 32)
    s0 += d0 * d0
    s1 += d1 * d1
    at &+= 64
  }
  var sum = (s0 + s1).sum()
  while at < end {
    let d = number(p, at) - number(q, at)
    sum += d * d
    at &+= 4
  }
  return sum
}

@inline(__always)
private func lanes(_ p: UnsafeRawPointer, _ byte: Int) -> SIMD8<Float> {
  p.loadUnaligned(fromByteOffset: byte, as: SIMD8<Float>.self)
}

@inline(__always)
private func number(_ p: UnsafeRawPointer, _ byte: Int) -> Float {
  p.loadUnaligned(fromByteOffset: byte, as: Float.self)
}
