internal import RPM
internal import Storage
internal import Workbench

/// A page that is wanted, with all that it is made of.
struct CheckRequest: Hashable, Sendable {
  var tab: CheckTab
  var user: Library.UserID
  /// The name that the person has on the screen.
  var name: String
  /// The version of the model in use.
  var version: Int
  /// The model that past answers are asked of.
  var model: ModelChoice
  /// Whom the person is compared with.
  var other: Other?
  /// The query that others, or other methods, are asked.
  var query: String?
  /// Who is asked it, the person among them.
  var people: [Other] = []
  /// Whether methods are evaluated on everybody of the task, who are `people` then.
  var isForAll = false
  /// How many more of the task have no model to ask.
  var unfitted = 0
  /// Whether what it costs was agreed to.
  var isAgreed = false

  /// Another person.
  struct Other: Hashable, Sendable {
    var user: Library.UserID
    /// The name that they have on the screen.
    var name: String
  }
}

/// What becomes of a request.
enum CheckNews: Sendable {
  case progress(done: Int, total: Int)
  case page(CheckPage)
  /// It would cost money: how much, in words.
  case offer(String)
  case failed(String)
}
