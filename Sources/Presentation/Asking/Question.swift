internal import Foundation
package import RPM
internal import Workbench

/// A query that can be asked, with the true answer where it is known.
package struct Question: Hashable, Sendable {
  package var query: String
  package var expected: String?

  package init(query: String, expected: String?) {
    self.query = query
    self.expected = expected
  }

  /// Puts a question together and checks it against the task of a user.
  ///
  /// - Parameters:
  ///   - options: texts of the options, for a query that does not print them.
  ///   - expected: the true answer: a label, an option's letter or text, or free text.
  /// - Throws: `CommandFailure` (usage) that says what is missing, with an example.
  package init(_ text: String, options: [String], expected: String?, of user: User) throws {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure.usage("the question is empty")
    }
    query = text
    self.expected = expected
    switch user.task.answers {
    case .options:
      if !options.isEmpty {
        query = try Self.query(text, options: options)
      } else if SurveyQuestion(query: text).options.count < 2 {
        throw CommandFailure.usage(
          """
          questions of the task '\(user.task.name)' need options, for instance: \
          rationale ask \(ShellWord.quoted(user.name)) \
          'Should shops open on Sundays?' --option Yes --option No
          """)
      }
      let printed = SurveyQuestion(query: query)
      if let expected {
        guard let index = printed.index(of: expected) else {
          let letters = printed.options.map(\.letter).joined(separator: ", ")
          throw CommandFailure.usage("'\(expected)' is none of the options \(letters)")
        }
        self.expected = printed.options[index].letter
      }
    case .labels(let labels, _):
      try Self.refuse(options, of: user)
      if let expected, !labels.contains(expected) {
        throw CommandFailure.usage(
          "'\(expected)' is none of the labels \(labels.joined(separator: ", "))")
      }
    case .open:
      try Self.refuse(options, of: user)
    }
  }

  /// The question of a command line.
  ///
  /// - Parameters:
  ///   - text: the question; `-` reads it from the input.
  ///   - testItem: a test item instead, from 1.
  /// - Throws: `CommandFailure` (usage).
  package static func read(
    _ text: String?, options: [String], testItem: Int?, of user: User, from input: InputChannel
  ) async throws -> Question {
    if let testItem {
      guard user.test.indices.contains(testItem - 1) else {
        throw CommandFailure.usage(
          "\(user.name) has \(Count.of(user.test.count, "test item")); --test takes a number from 1"
        )
      }
      let item = user.test[testItem - 1]
      return Question(query: item.query, expected: item.response)
    }
    var text = text ?? ""
    if text == "-" {
      text = try await input.text()
      while text.last?.isNewline == true { text.removeLast() }
    }
    return try Question(text, options: options, expected: nil, of: user)
  }

  private static func query(_ stem: String, options: [String]) throws -> String {
    guard SurveyQuestion(query: stem).options.isEmpty else {
      throw CommandFailure.usage("the question prints its options already; leave out --option")
    }
    guard (2...26).contains(options.count) else {
      throw CommandFailure.usage("a question has 2 to 26 options; here are \(options.count)")
    }
    let query = SurveyQuestion.query(stem: stem, options: options)
    guard SurveyQuestion(query: query).options.map(\.text) == options else {
      throw CommandFailure.usage("an option is one line of text, without space around it")
    }
    return query
  }

  private static func refuse(_ options: [String], of user: User) throws {
    guard !options.isEmpty else { return }
    throw CommandFailure.usage(
      "questions of the task '\(user.task.name)' have no options of their own; leave out --option")
  }
}
