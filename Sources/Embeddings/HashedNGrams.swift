internal import Foundation

/// Vectors for text in any script, made of the letters alone.
///
/// A word is itself, its head and its runs of three to five letters; a script without spaces is its pairs
/// of characters (and single ideographs, and triples of the others); an emoji is itself. Each of
/// these features is hashed to a few fixed places of the vector with fixed signs, so that texts
/// that share words or parts of words point the same way, and others are near a right angle.
/// There is no meaning in it: two words for one thing are strangers.
public struct HashedNGrams: TextEmbedder {
  /// The length of each vector.
  public let dimensions: Int
  /// What decides the places and signs.
  public let seed: UInt64

  /// What distinguishes these vectors from others: scheme, length and seed.
  public var identity: String { "hashed-n-grams-1/\(dimensions)/\(seed)" }

  /// Creates an embedder; `dimensions` is a multiple of 16, 64 and more are of use.
  public init(dimensions: Int, seed: UInt64 = 0x5261_7469_6f6e_616c) {
    precondition(
      dimensions > 0 && dimensions % Self.strata == 0,
      "HashedNGrams: \(dimensions) dimensions are not a multiple of \(Self.strata)")
    self.dimensions = dimensions
    self.seed = seed
  }

  /// Embeds texts: one unit vector each, in order; a text without letters, a zero vector.
  public func embed(_ texts: [String]) async throws -> [[Float]] {
    try texts.map { text in
      try Task.checkCancellation()
      return vector(of: text)
    }
  }

  /// The unit vector of a text; zero if it has no letter, digit or sign.
  public func vector(of text: String) -> [Float] {
    var sum = [Float](repeating: 0, count: dimensions)
    for run in WritingSystem.runs(of: text) {
      if run.system == .latin {
        for word in BasicText.spaced(run.text).split(separator: UInt8(ascii: " ")) {
          add(word: String(decoding: word, as: UTF8.self), times: 1, to: &sum)
        }
      } else {
        add(run, times: 1, to: &sum)
      }
    }
    return normalised(sum)
  }

  /// How much a word in a script of words says: short words are mostly grammar (after
  /// Zipf's law of abbreviation). From 0.15 to 1.
  static func weight(ofWord word: String) -> Float {
    weight(ofLetters: folded(word))
  }

  /// Adds a run, an ordinary word weighing `times`.
  func add(_ run: WritingSystem.Run, times: Float, to sum: inout [Float]) {
    switch run.system {
    case .latin, .spaced: add(word: run.text, times: times, to: &sum)
    case .unspaced: add(unspaced: run.text, times: times, to: &sum)
    case .pictograph:
      // A selector or skin tone after the picture changes nothing that matters here.
      if let picture = run.text.unicodeScalars.first {
        add(feature: [picture], times: times, to: &sum)
      }
    }
  }

  /// Adds one word; an ordinary one weighs `times`.
  func add(word: String, times: Float, to sum: inout [Float]) {
    let letters = Self.folded(word)
    guard !letters.isEmpty else { return }
    var own = [Float](repeating: 0, count: dimensions)
    // The whole word counts as two of its parts.
    add(feature: letters[...], times: 2, to: &own)
    // A Hangul syllable is as much as two or three letters.
    let syllables = letters.contains(where: Self.isSyllable)
    // Most languages inflect at the end: two forms of a word share their heads.
    for head in syllables ? [2, 3] : [4, 6] where letters.count > head {
      add(feature: letters.prefix(head), times: 1.5, to: &own)
    }
    let bounded = [Self.start] + letters + [Self.end]
    let lengths = syllables ? 2...3 : 3...5
    for length in lengths where length < bounded.count {
      for at in 0...bounded.count - length {
        add(feature: bounded[at..<at + length], times: 1, to: &own)
      }
    }
    let scale = times * Self.weight(ofLetters: letters)
    for (index, value) in normalised(own).enumerated() { sum[index] += scale * value }
  }

  private func add(unspaced text: String, times: Float, to sum: inout [Float]) {
    let letters = Self.folded(text)
    if letters.count == 1 { return add(feature: letters[...], times: 0.5 * times, to: &sum) }
    for at in letters.indices {
      let ideograph = BasicText.isIdeograph(letters[at])
      if ideograph { add(feature: [letters[at]], times: 0.4 * times, to: &sum) }
      for length in [2, 3] where at + length <= letters.count {
        let part = letters[at..<at + length]
        if length == 3 && part.contains(where: BasicText.isIdeograph) { continue }
        // Hiragana are mostly endings and particles.
        let content = Float(part.count { !Self.isHiragana($0) }) / Float(length)
        add(feature: part, times: (0.15 + 0.55 * content) * times, to: &sum)
      }
    }
  }

  // As many places as strata, one in each: enough that two features hardly ever agree by chance.
  private static let strata = 16

  private func add(feature: ArraySlice<Unicode.Scalar>, times: Float, to sum: inout [Float]) {
    var state = seed ^ 0xcbf2_9ce4_8422_2325
    for letter in feature {
      state = (state ^ UInt64(letter.value)) &* 0x0000_0100_0000_01b3
    }
    let width = dimensions / Self.strata
    let size = times / Float(Self.strata).squareRoot()
    sum.withUnsafeMutableBufferPointer { sum in
      for stratum in stride(from: 0, to: Self.strata, by: 2) {
        // Half of the bits for each of two strata: the lowest is the sign, the rest the place.
        let bits = Self.next(&state)
        for (stratum, half) in [(stratum, bits & 0xffff_ffff), (stratum + 1, bits >> 32)] {
          let place = stratum * width + Int(((half >> 1) &* UInt64(width)) >> 31)
          sum[place] += half & 1 == 0 ? size : -size
        }
      }
    }
  }

  // SplitMix64 (Steele, Lea and Flood 2014).
  private static func next(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  private static let start = Unicode.Scalar(UInt8(2))
  private static let end = Unicode.Scalar(UInt8(3))

  private static func isHiragana(_ scalar: Unicode.Scalar) -> Bool {
    (0x3040...0x309F).contains(scalar.value)
  }

  private static func isSyllable(_ scalar: Unicode.Scalar) -> Bool {
    (0xAC00...0xD7A3).contains(scalar.value)
  }

  private static func weight(ofLetters letters: [Unicode.Scalar]) -> Float {
    var count = 0
    for letter in letters {
      count += isSyllable(letter) ? 3 : 1
    }
    // Hebrew and Arabic leave most vowels out.
    if let first = letters.first, (0x0590...0x08FF).contains(first.value) { count += 1 }
    let weights: [Float] = [0.15, 0.15, 0.3, 0.6]
    return count < weights.count ? weights[count] : 1
  }

  /// Lower case, without the accents that writers leave out, composed, final sigma as sigma.
  private static func folded(_ word: String) -> [Unicode.Scalar] {
    var kept = String.UnicodeScalarView()
    for scalar in word.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.value {
      // Combining accents, Hebrew points, Arabic vowel signs and the stretching dash,
      // joiners and selectors.
      case 0x0300...0x036F, 0x0591...0x05C7, 0x0610...0x061A, 0x0640, 0x064B...0x065F, 0x0670,
        0x200B...0x200F, 0xFE00...0xFE0F:
        continue
      case 0x03C2: kept.append(Unicode.Scalar(UInt16(0x03C3)) ?? scalar)
      default: kept.append(scalar)
      }
    }
    return Array(String(kept).precomposedStringWithCanonicalMapping.unicodeScalars)
  }
}
