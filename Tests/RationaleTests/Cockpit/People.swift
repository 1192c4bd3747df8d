internal import Foundation

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// Small invented people in the import format.
enum People {
  /// A reader who hates thin plots and loves fine prose.
  static let reader = line(
    name: "Mara", task: "books", labels: ["1", "2", "3", "4", "5"],
    history: (0..<12).flatMap { index in
      [
        ("A thin plot, and a slow start in chapter \(index).", "2", "2024-01-\(10 + index)"),
        ("Fine prose on every page, number \(index).", "5", "2024-02-\(10 + index)"),
      ]
    },
    test: [("Another thin plot.", "2", nil)])

  /// Somebody who answers questions with options.
  static let voter = line(
    name: "Omar", task: "survey", labels: nil,
    history: (0..<8).map { index in
      ("Should line \(index) have more buses?\nA. Yes\nB. No", index == 3 ? "B" : "A", nil)
    })

  /// Somebody who writes titles.
  static let author = line(
    name: "Ana", task: "papers", labels: nil,
    history: (0..<6).map { index in
      (
        "Soil dries fast. We study moss number \(index) on walls. It holds water.",
        "Moss on walls, part \(index)", nil
      )
    })

  /// A person whose texts try to get at the terminal.
  static let hostile = line(
    name: "Eve\u{1B}[31m\u{202E}", task: "books\u{9B}2J", labels: ["1", "2"],
    history: [
      ("\u{1B}]0;owned\u{7} and \u{1B}[2J\u{8}\u{8} end", "1", nil),
      ("bidi \u{202E}txt\u{2066} and \u{2028} lines", "2", nil),
    ])

  /// One JSON line.
  static func line(
    name: String, task: String, labels: [String]?,
    history: [(query: String, response: String, date: String?)],
    test: [(query: String, response: String, date: String?)] = []
  ) -> String {
    func items(_ items: [(query: String, response: String, date: String?)]) -> [[String: Any]] {
      items.map { item in
        var object: [String: Any] = ["query": item.query, "response": item.response]
        if let date = item.date { object["date"] = date }
        if item.query.contains("\nA. ") { object["options"] = ["A", "B"] }
        return object
      }
    }
    var object: [String: Any] = [
      "user": name, "task": task, "instruction": "Answer as this person.",
      "history": items(history), "test": items(test),
    ]
    object["labels"] = labels ?? NSNull()
    let data = (try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}
