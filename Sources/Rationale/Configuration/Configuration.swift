internal import ChatModel
internal import TerminalKit

/// What `config.toml` says. It holds no key, so that others may read it.
struct Configuration: Sendable, Equatable {
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
    /// A file with the authorities that vouch for it; `nil` for the usual ones.
    var caFile: String?
    /// How many seconds it may be silent; `nil` for the usual ones.
    var timeout: Double?
    /// How many seconds a connection may take; `nil` for the usual ones.
    var connectTimeout: Double?
    /// How many tokens a call may have; `nil` where the endpoint is asked.
    var context: Int?
  }

  /// `[fit]`
  struct FitSettings: Sendable, Hashable {
    /// How many calls are made at once, at best.
    var concurrency = 8
    /// How many queries share one call of extraction.
    var queriesPerCall = 1
    /// The part of a history that is fitted where nothing else is said.
    var scope = FitScope.all
  }

  /// `[screen]` and `[keys]`
  struct ScreenSettings: Sendable, Equatable {
    /// The theme, by name or file; `nil` for the built-in one.
    var theme: String?
    /// What is wanted of colour; `nil` for what the terminal can do.
    var color: ColorChoice?
    /// Whether only ASCII may be drawn.
    var isASCII = false
    /// Whether clicks come to the program from the start.
    var takesMouse = false
    /// Which key does what.
    var bindings = KeyBindings.standard
    /// Wishes for keys that could not be met.
    var keyProblems: [ConfigError] = []
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
  /// How the screen looks and which keys it hears.
  var screen = ScreenSettings()
  /// A folder with prompts that replace those of the program.
  var promptFolder: String?
}
