/// Where a library and the files around it lie: a pure function of the environment.
public struct LibraryLocation: Sendable, Hashable {
  /// The SQLite file. SQLite keeps `-wal` and `-shm` beside it while it is open.
  public var database: String
  /// The folder of everything that is not the library itself but may name a person.
  public var stateFolder: String
  /// Lines typed at the prompt, see `PromptHistory`.
  public var promptHistory: String { stateFolder + "/history" }
  /// The folder of log files.
  public var logs: String { stateFolder + "/logs" }
  /// The folder of recorded sessions.
  public var recordings: String { stateFolder + "/recordings" }

  /// Creates a location from finished paths.
  public init(database: String, stateFolder: String) {
    self.database = database
    self.stateFolder = stateFolder
  }

  /// Finds the location: the flag, then `RATIONALE_LIBRARY`, then
  /// `$XDG_DATA_HOME/rationale/library.sqlite`, then `~/.local/share/rationale/library.sqlite`.
  ///
  /// Empty variables count as unset, and relative XDG folders are ignored, as the XDG base
  /// directory rules ask. A relative flag is taken from `workingDirectory`.
  /// - Throws: `LibraryError.noHome` when a folder is needed and `HOME` does not name one.
  public static func resolve(
    flag: String? = nil, environment: [String: String], workingDirectory: String
  ) throws -> LibraryLocation {
    func value(_ name: String) -> String? {
      guard let text = environment[name], !text.isEmpty else { return nil }
      return text
    }
    func folder(_ name: String, below home: String) throws -> String {
      if let text = value(name), text.hasPrefix("/") { return text }
      guard let start = value("HOME"), start.hasPrefix("/") else { throw LibraryError.noHome }
      return start + "/" + home
    }
    func absolute(_ path: String) -> String {
      if path.hasPrefix("~/"), let home = value("HOME") { return home + path.dropFirst(1) }
      return path.hasPrefix("/") ? path : workingDirectory + "/" + path
    }
    let database: String
    if let flag, !flag.isEmpty {
      database = absolute(flag)
    } else if let named = value("RATIONALE_LIBRARY") {
      database = absolute(named)
    } else {
      database = try folder("XDG_DATA_HOME", below: ".local/share") + "/rationale/library.sqlite"
    }
    // A library named outright works without a home; then its own folder holds the rest.
    let state = (try? folder("XDG_STATE_HOME", below: ".local/state")).map { $0 + "/rationale" }
    return LibraryLocation(
      database: database, stateFolder: state ?? database + ".state")
  }
}
