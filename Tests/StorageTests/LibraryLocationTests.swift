internal import Testing

@testable internal import Storage

@Suite struct LibraryLocationTests {
  private func database(_ flag: String?, _ environment: [String: String]) throws -> String {
    try LibraryLocation.resolve(flag: flag, environment: environment, workingDirectory: "/here")
      .database
  }

  @Test func theFlagGoesFirst() throws {
    let environment = [
      "HOME": "/home/ada", "XDG_DATA_HOME": "/data", "RATIONALE_LIBRARY": "/var/l.sqlite",
    ]
    #expect(try database("mine.sqlite", environment) == "/here/mine.sqlite")
    #expect(try database("~/mine.sqlite", environment) == "/home/ada/mine.sqlite")
    #expect(try database(nil, environment) == "/var/l.sqlite")
    #expect(try database("", environment) == "/var/l.sqlite")
  }

  @Test func thenTheDataFolder() throws {
    #expect(
      try database(nil, ["HOME": "/home/ada", "XDG_DATA_HOME": "/data", "RATIONALE_LIBRARY": ""])
        == "/data/rationale/library.sqlite")
    #expect(
      try database(nil, ["HOME": "/home/ada", "XDG_DATA_HOME": "relative"])
        == "/home/ada/.local/share/rationale/library.sqlite")
  }

  @Test func withoutAHomeAFileMustBeNamed() throws {
    #expect(throws: LibraryError.noHome) { try database(nil, [:]) }
    #expect(try database("/l.sqlite", [:]) == "/l.sqlite")
  }

  @Test func theRestLiesInTheStateFolder() throws {
    let location = try LibraryLocation.resolve(
      environment: ["HOME": "/home/ada"], workingDirectory: "/here")
    #expect(location.promptHistory == "/home/ada/.local/state/rationale/history")
    #expect(location.logs == "/home/ada/.local/state/rationale/logs")
    #expect(location.recordings == "/home/ada/.local/state/rationale/recordings")
    let other = try LibraryLocation.resolve(
      environment: ["HOME": "/home/ada", "XDG_STATE_HOME": "/state"], workingDirectory: "/here")
    #expect(other.promptHistory == "/state/rationale/history")
  }
}
