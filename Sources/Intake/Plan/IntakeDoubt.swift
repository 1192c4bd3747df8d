/// What an intake is not sure of, and how to say it.
package struct IntakeDoubt: Sendable, Hashable, CustomStringConvertible {
  /// What it is about.
  package enum Subject: String, Sendable, Hashable {
    case user, query, response, answers, dates, format, companion
  }

  package let subject: Subject
  /// What is not sure, a sentence without its full stop.
  package let text: String
  /// The flag that says it, with a few words.
  package let wayOut: String

  init(about subject: Subject, _ text: String, wayOut: String) {
    self.subject = subject
    self.text = text
    self.wayOut = wayOut
  }

  package var description: String { "\(text); \(wayOut)" }
}
