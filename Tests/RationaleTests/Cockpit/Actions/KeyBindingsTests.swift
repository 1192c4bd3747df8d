internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct KeyBindingsTests {
  private let users: [ActionContext] = [.users, .rows, .panels]

  @Test func aKeyIsHeardInItsPlaceOnly() {
    let bindings = KeyBindings.standard
    #expect(bindings.meaning(of: Stroke(.text("s")), in: users) == .action(.sort))
    #expect(bindings.meaning(of: Stroke(.text("s")), in: [.path, .rows, .panels]) == .nothing)
    #expect(bindings.meaning(of: Stroke(.text("?")), in: users) == .action(.help))
    // Typed text stays text; its other key works.
    #expect(bindings.meaning(of: Stroke(.text("?")), in: [.prompt]) == .nothing)
    #expect(bindings.meaning(of: Stroke(.function(1)), in: [.prompt]) == .action(.help))
    // What edits a line stays with the line.
    #expect(bindings.meaning(of: Stroke(.ctrl("p")), in: users) == .action(.palette))
    #expect(bindings.meaning(of: Stroke(.ctrl("p")), in: [.prompt]) == .nothing)
  }

  @Test func twoKeysAreWaitedFor() throws {
    let bindings = KeyBindings.standard
    #expect(bindings.meaning(of: Stroke(.ctrl("x")), in: [.prompt]) == .beginning)
    let both = try #require(Stroke(name: "ctrl-x ctrl-e"))
    #expect(bindings.meaning(of: both, in: [.prompt]) == .action(.editor))
    #expect(bindings.continuations(of: Stroke(.ctrl("x")), in: [.prompt]).map(\.1) == [.editor])
  }

  @Test func akeyIsBoundAnew() {
    var bindings = KeyBindings.standard
    #expect(bindings.rebind([("fit", ["ctrl-t", "f5"])]).isEmpty)
    #expect(bindings.meaning(of: Stroke(.function(5)), in: users) == .action(.fit))
    #expect(bindings.meaning(of: Stroke(.text("f")), in: users) == .nothing)
    #expect(bindings.label(of: .fit) == "^T F5")
  }

  @Test func noneUnbinds() {
    var bindings = KeyBindings.standard
    #expect(bindings.rebind([("zoom", [])]).isEmpty)
    #expect(bindings.strokes(of: .zoom).isEmpty)
    #expect(bindings.hint(of: .zoom) == nil)
  }

  @Test func twoActionsMayChangePlaces() {
    var bindings = KeyBindings.standard
    #expect(bindings.rebind([("fit", ["z"]), ("zoom", ["f"])]).isEmpty)
    #expect(bindings.meaning(of: Stroke(.text("z")), in: users) == .action(.fit))
    #expect(bindings.meaning(of: Stroke(.text("f")), in: users) == .action(.zoom))
  }

  @Test func aConflictIsToldAndNothingIsLost() throws {
    var bindings = KeyBindings.standard
    let problem = try #require(bindings.rebind([("fit", ["z"])]).first)
    #expect(problem.description.contains("zoom"))
    #expect(problem.description.contains("none"))
    #expect(bindings.meaning(of: Stroke(.text("z")), in: users) == .action(.zoom))
    #expect(bindings.meaning(of: Stroke(.text("f")), in: users) == .action(.fit))
    // Another place, another meaning: no conflict.
    #expect(bindings.rebind([("sort", ["d"])]).isEmpty)
  }

  @Test func wishesThatCannotBeMetNameTheWayOut() throws {
    for (name, keys, word) in [
      ("fitt", ["x"], "fit"), ("fit", ["ctrl-enter"], "no terminal sends"), ("quit", [], "way out"),
      ("submit", ["x"], "types"),
    ] {
      var bindings = KeyBindings.standard
      let problem = try #require(bindings.rebind([(name, keys)]).first)
      #expect(problem.description.contains(word))
      #expect(bindings == .standard)
    }
  }

  @Test func keysHaveNamesForTheEye() {
    #expect(Key.ctrl("q").label == "^Q")
    #expect(Key.backtab.label == "S-Tab")
    #expect(Key.pageUp.label == "PgUp")
    #expect(Key.function(4).label == "F4")
    #expect(Key.escape.label == "Esc")
    #expect(Key.altEnter.label == "Alt-Enter")
  }

  @Test func theConfigBindsKeysAndNamesTheLineOfAConflict() throws {
    let config = try Configuration(
      toml: """
        [screen]
        theme = "dusk"
        mouse = true
        [keys]
        fit = "f5"
        zoom = ["alt-z", "f7"]
        sort = "none"
        copy = "q"
        """, file: "config.toml")
    #expect(config.screen.theme == "dusk")
    #expect(config.screen.takesMouse)
    let (bindings, problems) = KeyBindings.meeting(config.screen.keys)
    #expect(bindings.label(of: .fit) == "F5")
    #expect(bindings.strokes(of: .zoom).count == 2)
    #expect(bindings.strokes(of: .sort).isEmpty)
    let problem = try #require(problems.first)
    #expect(problems.count == 1)
    #expect(problem.line == 8)
    #expect(problem.description.contains("back"))
    #expect(throws: ConfigError.self) {
      try Configuration(toml: "[keys]\nfit = 5", file: "config.toml")
    }
  }
}
