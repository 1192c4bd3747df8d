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
  /// The median length of the titles in words, of late where it changed; 8 while there are none.
  private(set) var length = 8.0
  /// Whether most titles have a capital at every word that is not small.
  private(set) var hasTitleCase = true

  /// Counts a history.
  init(history: [Interaction]) {
    var lengths: [Int] = []
    var cased = 0
    for item in history {
      let title = TitleText.words(of: item.response)
      let inTitle = Set(title)
      if !title.isEmpty { lengths.append(title.count) }
      if Self.isInTitleCase(item.response) { cased += 1 }
      for word in Set(TitleText.words(of: item.query)) {
        words[word, default: Word()].coverage += 1
        if inTitle.contains(word) { words[word, default: Word()].influence += 1 }
      }
      for word in inTitle { words[word, default: Word()].titles += 1 }
    }
    guard !lengths.isEmpty else { return }
    hasTitleCase = 2 * cased >= lengths.count
    if history.areInOrderOfTime {
      lengths.removeFirst(Self.turn(in: lengths.map { log(Double($0)) }) ?? 0)
    }
    lengths.sort()
    length = Double(lengths[(lengths.count - 1) / 2] + lengths[lengths.count / 2]) / 2
  }

  /// Whether words after the first have capitals, but for small ones; also where there is none.
  private static func isInTitleCase(_ title: String) -> Bool {
    let words = title.split(separator: " ").dropFirst().filter { word in
      word.first?.isLetter == true && !TitleLanguage.small.contains(word.lowercased())
        && !StopWords.all.contains(word.lowercased())
    }
    return 2 * words.count { $0.first?.isUppercase == true } >= words.count
  }

  /// Where lengths change beyond chance: the first of the later part; `nil` where they do not.
  ///
  /// Every place with five titles on both sides is tried; the largest difference of means, in
  /// standard errors, has to be above all but one in a hundred of those of shuffled orders.
  private static func turn(in lengths: [Double]) -> Int? {
    let least = 5
    guard lengths.count >= 2 * least else { return nil }
    let mean = lengths.reduce(0, +) / Double(lengths.count)
    func largest(_ values: [Double]) -> (place: Int, size: Double) {
      var best = (place: 0, size: 0.0)
      var sum = 0.0
      for (index, value) in values.enumerated() {
        let (before, after) = (Double(index), Double(values.count - index))
        if index >= least, values.count - index >= least {
          // The difference of the parts, as far from 0 as their sizes let it be by chance.
          let size = abs(sum - before * mean) * (1 / before + 1 / after).squareRoot()
          if size > best.size { best = (index, size) }
        }
        sum += value
      }
      return best
    }
    let seen = largest(lengths)
    guard seen.size > 0 else { return nil }
    var generator = SplitMix64(seed: 0x5469_746c_654c_656e)
    var shuffled = lengths
    let reached = (0..<shuffles).count { _ in
      shuffled.shuffleStably(using: &generator)
      return largest(shuffled).size >= seen.size
    }
    return reached * 100 < shuffles ? seen.place : nil
  }

  private static let shuffles = 400

  /// The counts of a word, all 0 for an unknown one.
  subscript(word: String) -> Word { words[word] ?? Word() }

  /// Reads what `stored` wrote; `nil` when it is something else.
  init?(_ data: Data) {
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    // The case came later; notes without it are of titles in the usual one.
    let head = lines.first?.split(separator: " ") ?? []
    guard (1...2).contains(head.count), let length = Double(head[0]) else { return nil }
    self.length = length
    hasTitleCase = head.count == 1 || head[1] == "title"
    words.reserveCapacity(lines.count)
    for line in lines.dropFirst() {
      let fields = line.split(separator: " ")
      guard fields.count == 4, let coverage = Int(fields[1]), let influence = Int(fields[2]),
        let titles = Int(fields[3])
      else { return nil }
      words[String(fields[0])] = Word(coverage: coverage, influence: influence, titles: titles)
    }
  }

  /// The counts as text: length and case, then a line a word in order.
  var stored: Data {
    var text = "\(length) \(hasTitleCase ? "title" : "own")\n"
    for (word, count) in words.sorted(by: { $0.key < $1.key }) {
      text += "\(word) \(count.coverage) \(count.influence) \(count.titles)\n"
    }
    return Data(text.utf8)
  }
}
