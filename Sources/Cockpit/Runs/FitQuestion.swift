internal import ChatModel
internal import RPM
internal import Storage
internal import Workbench

/// The estimate of a fit, as far as it is known.
struct FitEstimation: Hashable, Sendable {
  /// How far it is.
  enum State: Hashable, Sendable {
    case counting
    case known(Quote)
    /// Why there is none.
    case failed(String)
  }

  var user: Library.UserID
  var model: ModelChoice
  /// How long the history was.
  var interactions: Int
  /// The part of it that is fitted; `nil` for what the config says.
  var scope: FitScope?
  var state = State.counting

  /// The estimate in words.
  var text: String {
    switch state {
    case .counting: "counting what it will take …"
    case .known(let quote): quote.text
    case .failed(let reason): "no estimate: \(reason)"
    }
  }
}

/// The question whether a fit that costs money or time is wanted.
struct FitQuestion: Hashable, Sendable {
  var user: Library.UserID
  var name: String
  var model: ModelChoice
  /// The part of the history; `nil` for what the config says.
  var scope: FitScope?
  /// What is asked when the fit is done.
  var then: PromptState.PendingAsk?
}
