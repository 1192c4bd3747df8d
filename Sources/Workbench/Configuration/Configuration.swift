package import ChatModel

/// What `config.toml` says. It holds no key, so that others may read it.
package struct Configuration: Sendable, Equatable {
  /// `[endpoints.NAME]`
  package struct EndpointSettings: Sendable, Hashable {
    /// The base URL.
    package var url: BaseURL
    /// Where its key is.
    package var key = KeySource.none
    /// Further headers; none of them carries a key.
    package var headers: [String: String] = [:]
    /// The model that is meant where none is named.
    package var model: String?
    /// The version of the old interface of Azure; `nil` elsewhere.
    package var apiVersion: String?
    /// The model that makes embeddings there; `nil` for the built-in table.
    package var embeddings: String?
    /// A file with the authorities that vouch for it; `nil` for the usual ones.
    package var caFile: String?
    /// How many seconds it may be silent; `nil` for the usual ones.
    package var timeout: Double?
    /// How many seconds a connection may take; `nil` for the usual ones.
    package var connectTimeout: Double?
    /// How many tokens a call may have; `nil` where the endpoint is asked.
    package var context: Int?
  }

  /// `[fit]`
  package struct FitSettings: Sendable, Hashable {
    /// How many calls are made at once, at best.
    package var concurrency = 8
    /// How many queries share one call of extraction.
    package var queriesPerCall = 1
    /// The part of a history that is fitted where nothing else is said.
    package var scope = FitScope.all
  }

  /// `[screen]` and `[keys]`
  package struct ScreenSettings: Sendable, Equatable {
    /// The theme, by name or file; `nil` for the built-in one.
    package var theme: String?
    /// What is wanted of colour, one of `colors`; `nil` for what the terminal can do.
    package var color: String?
    /// Whether only ASCII may be drawn.
    package var isASCII = false
    /// Whether clicks come to the program from the start.
    package var takesMouse = false
    /// Which actions shall have other keys, in the order of the names.
    package var keys: [KeyWish] = []

    /// What may be wanted of colour.
    package static let colors = ["auto", "always", "never", "truecolor", "256", "16", "8"]
  }

  /// An action that shall have other keys; whether it can is for those to say who know both.
  package struct KeyWish: Sendable, Hashable {
    /// The action as it is written.
    package var name: String
    /// The keys as they are written; none unbinds it.
    package var keys: [String]
    /// Where it stands.
    package var file: String
    package var line: Int?

    /// The wish cannot be met.
    package func error(_ message: String) -> ConfigError {
      ConfigError(file: file, line: line, message: message)
    }
  }

  /// The file it was read from; `nil` where there is none.
  package var file: String?
  /// The model where the command line names none; `nil` for the built-in one.
  package var model: String?
  /// The endpoint where the command line names none: a name of `endpoints`, or a URL.
  package var endpoint: String?
  /// The endpoints by name.
  package var endpoints: [String: EndpointSettings] = [:]
  /// The limit of one command or one sitting at the screen.
  package var runBudget: Budget.Limit?
  /// The limit of a day.
  package var dayBudget: Budget.Limit?
  /// How a fit asks a language model.
  package var fit = FitSettings()
  /// Prices by model; they go before those that come with the program.
  package var prices: [String: Price] = [:]
  /// How the screen looks and which keys it hears.
  package var screen = ScreenSettings()
  /// A folder with prompts that replace those of the program.
  package var promptFolder: String?
}
