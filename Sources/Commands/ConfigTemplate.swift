internal import Actions

/// The config file to begin with: every setting commented out.
enum ConfigTemplate {
  /// The text; without its comment signs it is a config with the standard settings.
  static var text: String { head + keys }

  private static let head = """
    # Settings of rationale. What is commented out holds anyway.

    # Which model fits and answers where the command line names none, and at which endpoint.
    # model = "built-in"
    # endpoint = "work"

    # [endpoints.work]
    # url = "https://api.example.com/v1"
    # key_env = "WORK_API_KEY"
    # model = "gpt-4o-mini"
    # The certificate of the authority of a server of your own, as a PEM file.
    # ca_file = "~/.config/rationale/authority.pem"
    # How long it may be silent, and how long a connection may take.
    # timeout = "10m"
    # connect_timeout = "10s"
    # Tokens that a call may have, where the endpoint does not tell.
    # context = 8192

    # [budget]
    # run = "$0.50"
    # day = "$5"

    # [fit]
    # Calls at once, at best: how many an endpoint gains from is found out.
    # concurrency = 8
    # queries_per_call = 1
    # Which part of a history is fitted: "all", "last 100", "since 2024-01-31".
    # window = "all"

    # US dollars a million tokens.
    # [prices."gpt-4o-mini"]
    # input = 0.15
    # output = 0.60
    # as_of = "2026-11-21"

    # [prompts]
    # folder = "~/.config/rationale/prompts"

    # [screen]
    # theme = "dark"
    # color = "auto"
    # ascii = false
    # mouse = false

    # A key, a list of keys, or "none". rationale keys tells what each name does.
    # [keys]

    """

  private static var keys: String {
    ActionTable.entries.map { entry in
      let keys = entry.keys.map(quoted)
      let value =
        keys.isEmpty ? "\"none\"" : keys.count == 1 ? keys[0] : "[\(keys.joined(separator: ", "))]"
      return "# \(entry.action.rawValue) = \(value)\n"
    }.joined()
  }

  private static func quoted(_ key: String) -> String {
    "\"\(key.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
