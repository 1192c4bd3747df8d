internal import Foundation

/// Texts as they are searched: without case, accents, and the letters that have both in one.
package enum FoldedText {
  /// A text without case and accents. `Łódź` becomes `lodz`, `Søren` becomes `soren`.
  package static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    guard plain.utf8.contains(where: { $0 >= 0xC3 && $0 <= 0xC7 }) else { return plain }
    return plain.reduce(into: "") { $0 += letters[$1] ?? String($1) }
  }

  /// Whether one folded text has another in it, byte by byte: lists are long and keys are many.
  package static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= text.count else { return part.isEmpty }
    return text.withUnsafeBytes { bytes in
      part.withUnsafeBytes { wanted in
        guard let all = bytes.baseAddress, let needle = wanted.baseAddress else { return false }
        let end = text.count - part.count
        var start = 0
        while start <= end, let hit = memchr(all + start, Int32(first), end - start + 1) {
          if memcmp(hit, needle, part.count) == 0 { return true }
          start = UnsafeRawPointer(hit) - all + 1
        }
        return false
      }
    }
  }

  /// Letters that Unicode does not take apart, though eyes do.
  private static let letters: [Character: String] = [
    "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "ß": "ss",
    "þ": "th", "ð": "d", "ŋ": "n",
  ]
}
