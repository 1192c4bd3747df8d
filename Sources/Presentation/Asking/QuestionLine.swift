internal import Foundation
package import RPM

/// A line of a `--queries` file.
package enum QuestionLine {
  private struct Document: Decodable {
    var query: String
    var options: [String]?
    var response: String?
  }

  /// The question of a line: the line itself, or what its JSON object says.
  ///
  /// - Throws: `CommandFailure` that says what is wrong.
  package static func question(_ line: String, of user: User) throws -> Question {
    guard line.drop(while: \.isWhitespace).first == "{" else {
      return try Question(line, options: [], expected: nil, of: user)
    }
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: Data(line.utf8))
    } catch {
      throw CommandFailure.usage(
        #"not an object such as {"query": "…", "options": ["…", "…"], "response": "…"}"#)
    }
    return try Question(
      document.query, options: document.options ?? [], expected: document.response, of: user)
  }
}
