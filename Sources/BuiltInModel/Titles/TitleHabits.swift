internal import Foundation
internal import RPM

/// What a user's past titles take up of their passages, word by word: Coverage and Influence of
/// words, and how long titles are. Kept with the fit, so that an ask reads no history.
struct TitleHabits: Sendable, Hashable {
  /// The counts of one word.
  struct Word: Sendable, Hashable {
    /// Passages that hold it.
    var coverage = 0
    /// Of these, passages whose title holds it.
    var influence = 0
    /// Titles that hold it.
    var titles = 0
  }

  /// The counts by word in lower case.
  private(set) var words: [String: Word] = [:]
  /// The median length of the titles in words; 8 while there are none.
  private(set) var length = 8.0

  /// Counts a history.
  init(history: [Interaction]) {
    var lengths: [Int] = []
    for item in history {
      let title = TitleText.words(of: item.response)
      let inTitle = Set(title)
      if !title.isEmpty { lengths.append(title.count) }
      for word in Set(TitleText.words(of: item.query)) {
        words[word, default: Word()].coverage += 1
        if inTitle.contains(word) { words[word, default: Word()].influence += 1 }
      }
      for word in inTitle { words[word, default: Word()].titles += 1 }
    }
    guard !lengths.isEmpty else { return }
    lengths.sort()
    length = Double(lengths[(lengths.count - 1) / 2] + lengths[lengths.count / 2]) / 2
  }

  /// The counts of a word, all 0 for an unknown one.
  subscript(word: String) -> Word { words[word] ?? Word() }

  /// Reads what `stored` wrote; `nil` when it is something else.
  init?(_ data: Data) {
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    guard let first = lines.first, let length = Double(first) else { return nil }
    self.length = length
    words.reserveCapacity(lines.count)
    for line in lines.dropFirst() {
      let fields = line.split(separator: " ")
      guard fields.count == 4, let coverage = Int(fields[1]), let influence = Int(fields[2]),
        let titles = Int(fields[3])
      else { return nil }
      words[String(fields[0])] = Word(coverage: coverage, influence: influence, titles: titles)
    }
  }

  /// The counts as text: the length, then a line a word in order.
  var stored: Data {
    var text = "\(length)\n"
    for (word, count) in words.sorted(by: { $0.key < $1.key }) {
      text += "\(word) \(count.coverage) \(count.influence) \(count.titles)\n"
    }
    return Data(text.utf8)
  }
}
