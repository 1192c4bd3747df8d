internal import Actions
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// All that the screen shows: a value. `CockpitUpdate` changes it, `CockpitRender` draws it. What
/// belongs together is a value of its own with its own actions; here is what concerns all of them.
struct CockpitState: Sendable {
  // MARK: The screen

  var size: Size
  var glyphs: Glyphs
  var focus: Panel = .users
  /// The panel that had the focus before the prompt.
  var lastPanel: Panel = .users
  var isZoomed = false
  /// The topmost takes the keys.
  var overlays: [Overlay] = []
  /// What was done or went wrong last.
  var status: Status?
  /// Now, in seconds since some moment; told only while something moves.
  var now: Double?
  var theme: String
  /// The themes there are; empty until somebody wanted to know.
  var themes: [String] = []
  /// Whether clicks come to the program.
  var takesMouse = false
  /// The panel whose scrollbar is held with the mouse.
  var heldScrollbar: Panel?

  // MARK: Keys

  /// Which key does what.
  var bindings = KeyBindings.standard
  /// The first key of two.
  var pending: Stroke?
  /// The commands that were typed.
  var commandHistory = PromptHistory()
  /// What can be taken back.
  var journal = Journal()
  /// What the status line said.
  var log = MessageLog()
  /// Whether it is shown to a room, and how much of the answer.
  var presentation = Presenter()
  /// What is searched for in a panel.
  var search = SearchState()

  /// A sentence on the status line.
  typealias Status = Notice

  // MARK: What the panels show

  var people = PeopleState()
  var personView = PersonState()
  var answer = AnswerState()
  var prompt = PromptState()
  var models = ModelsState()
  var sheets = SheetsState()
  /// The sheet that imports files, as it was left.
  var importing = ImportSheetState()

  /// The run under way, or the one that ended last.
  var run: RunState?

  /// A cockpit before anything was read.
  init(size: Size, glyphs: Glyphs, theme: String) {
    self.size = size
    self.glyphs = glyphs
    self.theme = theme
  }

  // MARK: What follows from it

  /// Who is open.
  var person: OpenPerson? { personView.person }

  /// Where everything goes.
  var layout: CockpitLayout {
    CockpitLayout(
      size: size, focus: focus, last: lastPanel, isZoomed: isZoomed, promptLines: prompt.lines)
  }

  /// The lines that the prompt would like. A long query needs its room only while it is typed;
  /// elsewhere the panels stand still.
  var wantedPromptLines: Int {
    guard focus == .ask else { return 1 }
    let inner = size.width - (size.width < 60 ? 0 : 2)
    return prompt.editor.view(width: max(1, inner - 2), height: 64).total
  }

  /// The key of an action as a sentence names it; its command where it has no key.
  func key(_ action: Action) -> String {
    bindings.name(of: action)
  }

  /// Whether questions bring their own options.
  var takesOptions: Bool {
    guard case .options = person?.user.task.answers else { return false }
    return true
  }

  /// Whether something runs.
  var isBusy: Bool { run?.isActive == true }

  /// Whether something on the screen moves by itself.
  var isMoving: Bool { isBusy || models.picker?.isWaiting == true || importing.isWaiting }

  /// The run whose text and calls panel 3 shows: the last one, when it was about this person.
  var shownRun: RunState? { run?.user == person?.id ? run : nil }

  /// The calls that Prompt and Raw show, and how many there were before.
  var shownCalls: (calls: [Exchange], before: Int) {
    if answer.showsRun, let run = shownRun { return (run.calls, run.forgottenCalls) }
    return (answer.record?.answer.exchanges ?? [], 0)
  }

  /// The tabs of panel 3 that there is something in: the built-in model makes no calls.
  var pathTabs: [PathTab] {
    let hasCalls = models.choice != .builtIn || answer.tab.showsCalls || !shownCalls.calls.isEmpty
    return hasCalls ? PathTab.allCases : PathTab.allCases.filter { !$0.showsCalls }
  }

  /// The fit that was begun and not ended, of the person who is open.
  var isFitting: Bool {
    run?.isActive == true && run?.user == person?.id && run?.kind == .fit
  }
}
