internal import Foundation

/// Finds and reads the config file.
package enum ConfigurationFile {
  /// The path: `RATIONALE_CONFIG`, then `$XDG_CONFIG_HOME/rationale/config.toml`, then
  /// `~/.config/rationale/config.toml`; `nil` where nothing says. Empty variables count as unset,
  /// and a relative XDG folder is ignored, as the XDG base directory rules ask.
  package static func path(environment: [String: String], workingDirectory: String) -> String? {
    func folder(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    if let named = environment["RATIONALE_CONFIG"], !named.isEmpty {
      return named.hasPrefix("/") ? named : "\(workingDirectory)/\(named)"
    }
    let config = folder("XDG_CONFIG_HOME") ?? folder("HOME").map { "\($0)/.config" }
    return config.map { "\($0)/rationale/config.toml" }
  }

  /// Reads the config. Where there is no file nothing is configured; one that `RATIONALE_CONFIG`
  /// names must be there.
  ///
  /// - Throws: `ConfigError`.
  package static func load(
    environment: [String: String], workingDirectory: String
  ) throws -> Configuration {
    guard let path = path(environment: environment, workingDirectory: workingDirectory) else {
      return Configuration()
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      let isNamed = environment["RATIONALE_CONFIG"]?.isEmpty == false
      guard isNamed || FileManager.default.fileExists(atPath: path) else { return Configuration() }
      throw ConfigError(
        file: path, line: nil,
        message: isNamed
          ? "cannot be read; RATIONALE_CONFIG names it" : "cannot be read; is it yours to read?")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw ConfigError(file: path, line: nil, message: "is not UTF-8")
    }
    return try Configuration(toml: text, file: path, home: environment["HOME"])
  }
}
