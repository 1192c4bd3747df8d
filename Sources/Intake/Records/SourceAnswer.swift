/// One answer of one person, as a file has it.
package struct SourceAnswer: Sendable, Hashable {
  /// Who answered.
  package var person: String
  /// What the person is called where the name is taken by another record, of shapes in which each
  /// record is a person.
  package var personIfTaken: String?
  /// The task's name; `nil` is the plan's.
  package var task: String?
  /// What was asked.
  package var query: String
  /// What was answered, as it was written.
  package var response: String
  /// As it was written; the plan's column of dates reads it.
  package var date: String?
  /// What could be answered; the texts or the letters that the query prints.
  package var options: [String]?
  /// Whether it is a test item, no part of the history.
  package var isTest: Bool
  /// What else the file says of it.
  package var extra: [JSONValue.Member]

  /// Creates an answer.
  package init(
    person: String, task: String? = nil, query: String, response: String, date: String? = nil,
    options: [String]? = nil, isTest: Bool = false, extra: [JSONValue.Member] = [],
    personIfTaken: String? = nil
  ) {
    self.person = person
    self.personIfTaken = personIfTaken
    self.task = task
    self.query = query
    self.response = response
    self.date = date
    self.options = options
    self.isTest = isTest
    self.extra = extra
  }
}
