internal import Foundation
internal import RPM

/// A file of many people in the import format.
struct InventedLibrary {
  /// How many people there are.
  let people: Int
  /// How many past answers each of them has.
  let items: ClosedRange<Int>
  /// How many words a text has.
  let words: Int

  /// People as a large library would hold them: many of them, each with a short history.
  static func crowd(_ people: Int) -> InventedLibrary {
    InventedLibrary(people: people, items: 3...8, words: 12)
  }

  private struct Line: Encodable {
    struct Item: Encodable {
      let query: String
      let response: String
    }
    let user: String
    let task: String
    let labels: [String]
    let instruction: String
    let history: [Item]
  }

  /// Writes the file piece by piece, so that the size of the library does not become that of the
  /// process that measures others.
  func write(to file: URL) throws {
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    let encoder = JSONEncoder()
    var buffer = Data()
    for number in 0..<people {
      buffer += try encoder.encode(line(number))
      buffer.append(0x0a)
      if buffer.count > 1 << 20 {
        try handle.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try handle.write(contentsOf: buffer)
  }

  private func line(_ number: Int) -> Line {
    let count = items.lowerBound + number % items.count
    let user = InventedPerson(kind: .ratings, number: number).user(items: count, words: words)
    return Line(
      user: user.name, task: user.task.name, labels: user.task.answers.labels,
      instruction: user.task.instruction,
      history: user.history.map { Line.Item(query: $0.query, response: $0.response) })
  }
}
