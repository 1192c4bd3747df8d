/// Splits text into the word pieces of BERT's uncased vocabulary.
///
/// Text is cleaned of control characters, stripped of accents and lower-cased; punctuation and
/// CJK characters stand alone; each word is cut from the left into the longest pieces the
/// vocabulary has, pieces inside a word being marked `##`. A word that cannot be cut, or has more
/// than 100 characters, becomes `[UNK]`. The rules are those of BERT (Devlin et al. 2018).
public struct WordPiece: Sendable {
  /// The splitter of the bundled vocabulary; its index is built at first use.
  public static let bundled = WordPiece(vocabulary: BundledData.vocabulary)

  /// The id of `[UNK]`, -1 if the vocabulary has none.
  public private(set) var unknown = -1

  /// How many pieces the vocabulary has.
  public var count: Int { starts.count - 1 }

  private let bytes: [UInt8]
  // Piece i lies in bytes[starts[i] ..< starts[i + 1] - 1]; a line feed ends it.
  private let starts: [Int32]
  // Open addressing: an id, or -1.
  private let slots: [Int32]
  private let longest: Int

  /// Creates a splitter of a vocabulary in UTF-8, one piece a line; the line number is the id.
  public init(vocabulary: [UInt8]) {
    var bytes = vocabulary
    if let last = bytes.last, last != Self.lineFeed { bytes.append(Self.lineFeed) }
    var starts: [Int32] = [0]
    var longest = 0
    bytes.withUnsafeBufferPointer { bytes in
      for at in bytes.indices where bytes[at] == Self.lineFeed {
        longest = max(longest, at - Int(starts[starts.count - 1]))
        starts.append(Int32(at + 1))
      }
    }
    var size = 16
    while size < 2 * starts.count { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    bytes.withUnsafeBufferPointer { bytes in
      for id in 0..<starts.count - 1 {
        var hash = Self.emptyHash
        for at in Int(starts[id])..<Int(starts[id + 1]) - 1 { hash = Self.hash(hash, bytes[at]) }
        var slot = Self.slot(hash, size)
        while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
        slots[slot] = Int32(id)
      }
    }
    self.bytes = bytes
    self.starts = starts
    self.slots = slots
    self.longest = longest
    unknown = id(of: "[UNK]") ?? -1
  }

  /// The pieces of a text, without `[CLS]` and `[SEP]`.
  public func ids(of text: String) -> [Int] {
    var ids: [Int] = []
    forEachWord(in: text) { append(idsOf: $0, to: &ids) }
    return ids
  }

  /// The id of a piece as the vocabulary writes it (`book`, `##ing`), `nil` if it has none.
  public func id(of piece: String) -> Int? {
    var piece = piece
    return piece.withUTF8 { piece in
      var hash = Self.emptyHash
      for byte in piece { hash = Self.hash(hash, byte) }
      return find(hash, marked: false, piece)
    }
  }

  /// The piece with an id, as the vocabulary writes it.
  public func piece(_ id: Int) -> String {
    String(decoding: bytes[Int(starts[id])..<Int(starts[id + 1]) - 1], as: UTF8.self)
  }

  /// Calls `body` with each word of a text, cleaned and lower-cased, in UTF-8.
  func forEachWord(in text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var clean = BasicText.spaced(text)
    // The space after the last word ends it like any other.
    clean.append(Self.space)
    clean.withUnsafeBufferPointer { clean in
      var start = 0
      for at in clean.indices where clean[at] == Self.space {
        if at > start { body(UnsafeBufferPointer(rebasing: clean[start..<at])) }
        start = at + 1
      }
    }
  }

  /// Appends the pieces of one cleaned word.
  func append(idsOf word: UnsafeBufferPointer<UInt8>, to ids: inout [Int]) {
    let before = ids.count
    // A byte that continues a scalar has the top bits 10.
    if word.count > 100, word.count(where: { $0 & 0xC0 != 0x80 }) > 100 {
      ids.append(unknown)
      return
    }
    var start = 0
    while start < word.count {
      var hash = start == 0 ? Self.emptyHash : Self.markHash
      let limit = min(word.count, start + longest)
      var end = start
      var found = -1
      // Every prefix is tried on the way: the hash of a longer one comes from the shorter.
      for at in start..<limit {
        hash = Self.hash(hash, word[at])
        let part = UnsafeBufferPointer(rebasing: word[start...at])
        if let id = find(hash, marked: start > 0, part) {
          found = id
          end = at + 1
        }
      }
      guard found >= 0 else {
        ids.removeSubrange(before...)
        ids.append(unknown)
        return
      }
      ids.append(found)
      start = end
    }
  }

  private func find(_ hash: UInt64, marked: Bool, _ part: UnsafeBufferPointer<UInt8>) -> Int? {
    let size = slots.count
    var slot = Self.slot(hash, size)
    while slots[slot] >= 0 {
      let id = Int(slots[slot])
      if matches(id, marked: marked, part) { return id }
      slot = (slot + 1) & (size - 1)
    }
    return nil
  }

  private func matches(_ id: Int, marked: Bool, _ part: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = Int(starts[id])
    let length = Int(starts[id + 1]) - 1 - at
    guard length == part.count + (marked ? 2 : 0) else { return false }
    if marked {
      guard bytes[at] == Self.hashSign, bytes[at + 1] == Self.hashSign else { return false }
      at += 2
    }
    for index in 0..<part.count where bytes[at + index] != part[index] { return false }
    return true
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
  private static let hashSign = UInt8(ascii: "#")

  // FNV-1a: the hash of a prefix is a step on the way to the hash of the whole.
  private static let emptyHash: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let markHash = hash(hash(emptyHash, hashSign), hashSign)

  @inline(__always)
  private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  @inline(__always)
  private static func slot(_ hash: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (size - 1)
  }
}
