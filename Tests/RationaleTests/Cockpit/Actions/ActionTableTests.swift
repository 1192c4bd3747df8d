internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct ActionTableTests {
  @Test(arguments: Action.allCases)
  func eachActionHasOneEntryThatTellsWhatItDoes(action: Action) {
    #expect(ActionTable.entries.count { $0.action == action } == 1)
    let entry = ActionTable.entry(of: action)
    #expect(!entry.contexts.isEmpty)
    #expect(!entry.help.isEmpty)
    #expect(entry.help.first?.isLowercase == true, "'\(entry.help)' goes on a line of its own")
    #expect(!entry.keys.isEmpty || entry.isCommand, "nobody could do it")
  }

  @Test(arguments: Action.allCases)
  func eachActionIsDoneByItsArea(action: Action) {
    var state = CockpitState(size: Size(width: 120, height: 36), glyphs: .unicode, theme: "dark")
    let effects = state.performInPanels(action, "")
    #expect(effects != nil, "\(ActionArea(of: action)) does not know it")
  }

  @Test func eachKeyHasANameThatTerminalsSend() {
    for entry in ActionTable.entries {
      for name in entry.keys { #expect(Stroke(name: name) != nil, "\(entry.action): \(name)") }
    }
  }

  @Test func noKeyMeansTwoThingsAtOnce() {
    for chain in ActionContext.chains {
      var taken: [Stroke: Action] = [:]
      for context in chain {
        for entry in ActionTable.entries where entry.contexts.contains(context) {
          for stroke in entry.keys.compactMap(Stroke.init(name:)) {
            if chain.allSatisfy(\.isText), stroke.typesOrEdits { continue }
            let other = taken[stroke]
            #expect(
              other == nil || other == entry.action,
              "\(stroke.name): \(entry.action) and \(String(describing: other)) in \(chain)")
            taken[stroke] = entry.action
          }
        }
      }
    }
  }

  @Test func everyActionStandsInTheHelp() {
    let listed = Set(HelpSections.sections.flatMap(\.actions))
    #expect(Set(Action.allCases).subtracting(listed).isEmpty)
  }

  @Test func aCommandIsKnownByTheBeginningOfItsName() {
    #expect(ActionTable.action(named: "theme") == .theme)
    #expect(ActionTable.action(named: "th") == .theme)
    #expect(ActionTable.action(named: "q") == .quit)
    // Several begin so.
    #expect(ActionTable.action(named: "p") == nil)
    #expect(ActionTable.action(named: "page-up") == nil)
    #expect(ActionTable.action(named: "") == nil)
    #expect(CommandText.unknown("themme").contains(":theme"))
    #expect(CommandText.unknown("as").contains("asks"))
  }

  @Test func aCommandIsANameAndWhatStandsBehindIt() {
    let command = CommandText(" :filter  n>=30  stale ")
    #expect(command.name == "filter")
    #expect(command.argument == "n>=30  stale")
    #expect(CommandText("").name.isEmpty)
  }
}
