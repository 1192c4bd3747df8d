internal import ChatModel

/// What `config.toml` says. It holds no key, so that others may read it.
struct Configuration: Sendable, Hashable {
  /// `[endpoints.NAME]`
  struct EndpointSettings: Sendable, Hashable {
    /// The base URL.
    var url: BaseURL
    /// Where its key is.
    var key = KeySource.none
    /// Further headers; none of them carries a key.
    var headers: [String: String] = [:]
    /// The model that is meant where none is named.
    var model: String?
    /// The version of the old interface of Azure; `nil` elsewhere.
    var apiVersion: String?
    /// The model that makes embeddings there; `nil` for the built-in table.
    var embeddings: String?
  }

  /// `[fit]`
  struct FitSettings: Sendable, Hashable {
    /// How many calls are made at once.
    var concurrency = 8
    /// How many queries share one call of extraction.
    var queriesPerCall = 1
  }

  /// The file it was read from; `nil` where there is none.
  var file: String?
  /// The model where the command line names none; `nil` for the built-in one.
  var model: String?
  /// The endpoint where the command line names none: a name of `endpoints`, or a URL.
  var endpoint: String?
  /// The endpoints by name.
  var endpoints: [String: EndpointSettings] = [:]
  /// The limit of one command or one sitting at the screen.
  var runBudget: Budget.Limit?
  /// The limit of a day.
  var dayBudget: Budget.Limit?
  /// How a fit asks a language model.
  var fit = FitSettings()
  /// Prices by model; they go before those that come with the program.
  var prices: [String: Price] = [:]
  /// A folder with prompts that replace those of the program.
  var promptFolder: String?
}
