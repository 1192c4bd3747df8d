/// The one table of what can be done: keys, `:` commands, help, palette, hints, manual and the
/// completions of the shell all come from here.
package enum ActionTable {
  /// The entries, in the order in which help lists them.
  package static let entries: [ActionEntry] =
    everywhere + moving + users + person + tests + answer + runs + columns + prompt

  /// What is known of an action.
  package static func entry(of action: Action) -> ActionEntry {
    byAction[action] ?? missing(action)
  }

  /// The action of a `:` command: its name, an older or shorter name, or the beginning of one name
  /// only.
  package static func action(named name: String) -> Action? {
    if let alias = aliases[name] { return alias }
    if let action = Action(rawValue: name), entry(of: action).isCommand { return action }
    let beginnings = commands.filter { $0.action.rawValue.hasPrefix(name) }
    return name.isEmpty || beginnings.count != 1 ? nil : beginnings[0].action
  }

  /// The entries that have a command, by name.
  package static let commands: [ActionEntry] = entries.filter(\.isCommand)
    .sorted { $0.action.rawValue < $1.action.rawValue }

  /// Names that hands know from elsewhere.
  package static let aliases: [String: Action] = [
    "q": .quit, "exit": .quit, "h": .help, "u": .undo, "o": .models, "model": .models,
  ]

  private static let byAction = Dictionary(
    uniqueKeysWithValues: entries.map { ($0.action, $0) })

  /// A test sees to it that this is never reached.
  private static func missing(_ action: Action) -> ActionEntry {
    ActionEntry(action: action, contexts: [], keys: [], hint: action.rawValue, help: "")
  }
}

extension ActionTable {
  private static let all: Set<ActionContext> = [.panels, .prompt, .filter]

  private static let everywhere = [
    ActionEntry(
      action: .help, contexts: all, keys: ["?", "f1"], hint: "help",
      help: "find a key or command: typing filters, Enter runs it"),
    ActionEntry(
      action: .command, contexts: [.panels], keys: [":"], hint: "command",
      help: "type a command; Tab completes it", isCommand: false),
    ActionEntry(
      action: .palette, contexts: all, keys: ["ctrl-p", "f2", "alt-x"], hint: "palette",
      help: "find a command, a person or a theme by any of its letters"),
    ActionEntry(
      action: .usersPanel, contexts: all, keys: ["1", "alt-1"], hint: "users",
      help: "go to panel 1, the users"),
    ActionEntry(
      action: .personPanel, contexts: all, keys: ["2", "alt-2"], hint: "person",
      help: "go to panel 2, the person"),
    ActionEntry(
      action: .pathPanel, contexts: all, keys: ["3", "alt-3"], hint: "path",
      help: "go to panel 3, the reasoning path"),
    ActionEntry(
      action: .examplesPanel, contexts: all, keys: ["4", "alt-4"], hint: "examples",
      help: "go to panel 4, the retrieved examples"),
    ActionEntry(
      action: .ask, contexts: all, keys: ["a", "5", "alt-5"], hint: "ask",
      help: "go to panel 5, the prompt; with a text behind it, ask that",
      argument: .optional(.query)),
    ActionEntry(
      action: .nextPanel, contexts: [.panels, .prompt], keys: ["tab"], hint: "panel",
      help: "next panel", isCommand: false),
    ActionEntry(
      action: .previousPanel, contexts: [.panels, .prompt], keys: ["shift-tab"],
      hint: "panel before", help: "previous panel", isCommand: false),
    ActionEntry(
      action: .nextTab, contexts: [.users, .person, .path, .trace, .checks],
      keys: ["]", "right", "l"],
      hint: "tabs", help: "next tab of a panel; in the list of users: open", isCommand: false),
    ActionEntry(
      action: .previousTab, contexts: [.person, .path, .trace, .checks], keys: ["[", "left", "h"],
      hint: "tab before", help: "previous tab of a panel", isCommand: false),
    ActionEntry(
      action: .zoom, contexts: all, keys: ["z", "alt-z"], hint: "zoom",
      help: "give the panel the whole screen, and back"),
    ActionEntry(
      action: .trace, contexts: all, keys: ["f3"], hint: "runs",
      help: "runs with their stages, times and costs, two beside each other; and back"),
    ActionEntry(
      action: .escape, contexts: [.panels, .reader, .prompt, .filter], keys: ["esc", "ctrl-g"],
      hint: "back", help: "close, cancel what runs, clear the filter, back", isCommand: false),
    ActionEntry(
      action: .back, contexts: [.panels, .reader], keys: ["q"], hint: "back",
      help: "one step back, at the top quit", isCommand: false),
    ActionEntry(
      action: .interrupt, contexts: [.panels, .reader, .prompt, .filter], keys: ["ctrl-c"],
      hint: "cancel", help: "cancel what runs, clear a text field, else quit", isCommand: false),
    ActionEntry(
      action: .undo, contexts: [.panels], keys: ["u"], hint: "undo",
      help: "take back the last change: a filter, an order, a deleted ask, a theme, a model"),
    ActionEntry(
      action: .redo, contexts: [.panels], keys: ["ctrl-r"], hint: "redo",
      help: "do again what was taken back"),
    ActionEntry(
      action: .models, contexts: all, keys: ["o", "ctrl-o"], hint: "model",
      help: "choose the model that fits and answers, and test a connection"),
    ActionEntry(
      action: .theme, contexts: [.panels], keys: ["t"], hint: "theme",
      help: "choose a theme; each is shown as the cursor meets it",
      argument: .optional(.theme)),
    ActionEntry(
      action: .mouse, contexts: all, keys: ["M", "alt-m"], hint: "mouse",
      help: "let clicks choose and open, or give them back to the terminal for marking text",
      argument: .optional(.onOff)),
    ActionEntry(
      action: .presenter, contexts: all, keys: ["f4"], hint: "presenter",
      help: "for a room: other names, no money, and the answer step by step with PgDn and PgUp",
      argument: .optional(.onOff)),
    ActionEntry(
      action: .log, contexts: [.panels], keys: ["L"], hint: "log",
      help: "what was said at the foot of the screen so far"),
    ActionEntry(
      action: .redraw, contexts: all, keys: ["ctrl-l"], hint: "redraw",
      help: "paint anew, and read the list of users again"),
    ActionEntry(
      action: .suspend, contexts: all, keys: ["ctrl-z"], hint: "suspend",
      help: "suspend; fg in the shell comes back"),
    ActionEntry(
      action: .quit, contexts: all, keys: ["ctrl-q"], hint: "quit",
      help: "quit; asks first while something runs"),
  ]

  private static let moving = [
    ActionEntry(
      action: .up, contexts: [.rows], keys: ["up", "k", "wheel-up"], hint: "up",
      help: "one row up", isCommand: false),
    ActionEntry(
      action: .down, contexts: [.rows], keys: ["down", "j", "wheel-down"], hint: "down",
      help: "one row down", isCommand: false),
    ActionEntry(
      action: .pageUp, contexts: [.rows], keys: ["pgup", "ctrl-b"], hint: "page up",
      help: "one page up", isCommand: false),
    ActionEntry(
      action: .pageDown, contexts: [.rows], keys: ["pgdn", "ctrl-f", "space"],
      hint: "page down", help: "one page down", isCommand: false),
    ActionEntry(
      action: .halfUp, contexts: [.rows], keys: ["ctrl-u"], hint: "half a page up",
      help: "half a page up", isCommand: false),
    ActionEntry(
      action: .halfDown, contexts: [.rows], keys: ["ctrl-d"], hint: "half a page down",
      help: "half a page down", isCommand: false),
    ActionEntry(
      action: .first, contexts: [.rows], keys: ["g", "home"], hint: "top",
      help: "to the first row", isCommand: false),
    ActionEntry(
      action: .last, contexts: [.rows], keys: ["G", "end"], hint: "end",
      help: "to the last row; text that comes in is then followed", isCommand: false),
    ActionEntry(
      action: .open, contexts: [.panels], keys: ["enter"], hint: "open",
      help: "open what is under the cursor: a person, a factor's items, an item, an ask",
      isCommand: false),
    ActionEntry(
      action: .search, contexts: [.person, .path, .examples, .checks, .reader], keys: ["/"],
      hint: "search", help: "search in the panel's text or list; nothing is hidden",
      argument: .required(.text)),
    ActionEntry(
      action: .findNext, contexts: [.person, .path, .examples, .checks, .reader], keys: ["n"],
      hint: "next", help: "next place that the search finds", isCommand: false),
    ActionEntry(
      action: .findPrevious, contexts: [.person, .path, .examples, .checks, .reader], keys: ["N"],
      hint: "previous", help: "place before that the search finds", isCommand: false),
    ActionEntry(
      action: .copy, contexts: all, keys: ["y", "alt-w"], hint: "copy",
      help: "copy a row, a panel, the screen, the query, or the answer as JSON"),
  ]

  private static let users = [
    ActionEntry(
      action: .user, contexts: [.panels], keys: [], hint: "user",
      help: "open the person of a name", argument: .required(.user)),
    ActionEntry(
      action: .filter, contexts: [.users], keys: ["/"], hint: "filter",
      help: "list only some users: words, !word, ~letters, re:pattern, task=films, n>=30, tests>0, "
        + "fitted, unfitted, stale",
      argument: .optional(.filter)),
    ActionEntry(
      action: .sort, contexts: [.users], keys: ["s"], hint: "sort",
      help: "order by name, task, interactions, last fit", argument: .optional(.order)),
    ActionEntry(
      action: .import, contexts: [.panels], keys: ["i"], hint: "import",
      help: "import people from a file, whatever its columns are called: see it first, then Enter",
      argument: .optional(.file)),
  ]

  private static let person = [
    ActionEntry(
      action: .fit, contexts: [.panels], keys: ["f"], hint: "fit",
      help:
        "fit the person, or with words behind it a part of the history: last 50, since 2024, all; "
        + "the older model is kept, and what costs money is asked first",
      argument: .optional(.text)),
    ActionEntry(
      action: .factorsTab, contexts: [.panels], keys: ["F"], hint: "factors",
      help: "the person's factors"),
    ActionEntry(
      action: .historyTab, contexts: [.panels], keys: ["H"], hint: "history",
      help: "the person's past queries and answers"),
    ActionEntry(
      action: .testsTab, contexts: [.panels], keys: ["T"], hint: "tests",
      help: "the person's test items; Enter asks one"),
    ActionEntry(
      action: .asksTab, contexts: [.panels], keys: ["A"], hint: "asks",
      help: "what was asked before; Enter opens one again"),
    ActionEntry(
      action: .matrix, contexts: [.panels], keys: ["m"], hint: "all labels",
      help: "a sheet of all factors by all labels; Enter lists the items behind a number"),
    ActionEntry(
      action: .allFactors, contexts: [.factors, .matrix], keys: ["w"], hint: "more",
      help: "list weak and stock factors too, and back"),
    ActionEntry(
      action: .renameFactor, contexts: [.factors], keys: [], hint: "rename",
      help: "give the factor under the cursor another name", argument: .required(.text)),
    ActionEntry(
      action: .describeFactor, contexts: [.factors], keys: [], hint: "describe",
      help: "say what holds the factor under the cursor together", argument: .required(.text)),
    ActionEntry(
      action: .mergeFactor, contexts: [.factors], keys: [], hint: "merge",
      help: "merge another factor into the one under the cursor", argument: .required(.text)),
    ActionEntry(
      action: .splitFactor, contexts: [.factors], keys: [], hint: "split",
      help: "make a factor of its own of some features: thin plot, no plot = plot",
      argument: .required(.text)),
    ActionEntry(
      action: .dropFactor, contexts: [.factors], keys: ["D"], hint: "drop",
      help: "drop the factor under the cursor; its features belong to none"),
    ActionEntry(
      action: .moveFeature, contexts: [.panels], keys: [], hint: "move",
      help: "put a feature into another factor: thin plot = pacing, or = none",
      argument: .required(.text)),
    ActionEntry(
      action: .exclude, contexts: [.history], keys: ["x"], hint: "exclude",
      help: "leave the item under the cursor out of all statistics and retrieval, and back"),
    ActionEntry(
      action: .pin, contexts: [.history, .examples], keys: ["p"], hint: "pin",
      help: "put the item under the cursor before all other examples, and back"),
    ActionEntry(
      action: .rebuild, contexts: [.panels], keys: [], hint: "rebuild",
      help: "make the paths anew that no longer fit an edited model"),
    ActionEntry(
      action: .previousLabels, contexts: [.factors], keys: ["<", ","], hint: "labels before",
      help: "other labels, where not all fit", isCommand: false),
    ActionEntry(
      action: .nextLabels, contexts: [.factors], keys: [">", "."], hint: "labels",
      help: "other labels, where not all fit", isCommand: false),
    ActionEntry(
      action: .delete, contexts: [.asks], keys: ["d", "delete"], hint: "delete",
      help: "delete an earlier ask; undo brings it back"),
  ]

  private static let tests = [
    ActionEntry(
      action: .checks, contexts: [.panels], keys: ["c"], hint: "checks",
      help: "put the model to the test: audit, past answers, drift, versions, another person"),
    ActionEntry(
      action: .audit, contexts: [.panels], keys: [], hint: "audit",
      help: "read every stored path again, and list what is wrong in it"),
    ActionEntry(
      action: .pastAnswers, contexts: [.panels], keys: [], hint: "past answers",
      help: "ask for every past answer as if it had not been given: how often is the model right?"),
    ActionEntry(
      action: .drift, contexts: [.panels], keys: [], hint: "drift",
      help: "compare early answers with late ones, and two halves with each other"),
    ActionEntry(
      action: .versions, contexts: [.panels], keys: [], hint: "versions",
      help: "list the versions of the model; Enter shows what is different"),
    ActionEntry(
      action: .compare, contexts: [.panels], keys: [], hint: "compare",
      help: "compare with another person: shared factors, and opposite ones",
      argument: .required(.user)),
    ActionEntry(
      action: .others, contexts: [.panels], keys: ["O"], hint: "as others",
      help: "ask the query of the shown answer as everybody of the task: who answers differently?"),
    ActionEntry(
      action: .methods, contexts: [.panels], keys: [], hint: "methods",
      help: "ask the query of the shown answer by simpler methods too"),
    ActionEntry(
      action: .evaluate, contexts: [.panels], keys: [], hint: "evaluate",
      help: "try all methods on answers that are known, of this person or of all: does it help?"),
    ActionEntry(
      action: .report, contexts: [.panels], keys: [], hint: "report",
      help:
        "write a report on the person, on the answer in panel 3, or on the comparison: .html, .md "
        + "or .json",
      argument: .required(.file)),
    ActionEntry(
      action: .save, contexts: [.panels], keys: [], hint: "save",
      help: "write the page or the answer to a file; as JSON where its name ends with .json",
      argument: .required(.file)),
  ]

  private static let answer = [
    ActionEntry(
      action: .pathTab, contexts: [.panels], keys: [], hint: "path",
      help: "the reasoning path, with each number it quotes compared to the stored one"),
    ActionEntry(
      action: .sumTab, contexts: [.panels], keys: ["S"], hint: "sum",
      help: "the sum of evidence that the answer follows from"),
    ActionEntry(
      action: .queryTab, contexts: [.panels], keys: [], hint: "query",
      help: "the query with its features"),
    ActionEntry(
      action: .promptTab, contexts: [.panels], keys: ["P"], hint: "prompt",
      help: "what a language model was sent, untouched"),
    ActionEntry(
      action: .rawTab, contexts: [.panels], keys: ["R"], hint: "raw",
      help: "what a language model said, untouched"),
    ActionEntry(
      action: .whatIf, contexts: [.panels], keys: ["W"], hint: "what if",
      help: "take each factor away by itself and answer again: which one decides this answer?"),
    ActionEntry(
      action: .mask, contexts: [.factors, .examples], keys: ["x"], hint: "mask",
      help: "answer again without the factor or example under the cursor; several add up"),
    ActionEntry(
      action: .without, contexts: [.panels], keys: [], hint: "without",
      help: "answer again without a feature, a factor, or the example of a rank",
      argument: .required(.text)),
    ActionEntry(
      action: .editFeature, contexts: [.panels], keys: [], hint: "edit feature",
      help: "answer again with another text in a feature's place: thin plot = rich plot",
      argument: .required(.text)),
    ActionEntry(
      action: .clearMasks, contexts: [.panels], keys: ["X"], hint: "no masks",
      help: "take all masks away"),
  ]

  private static let runs = [
    ActionEntry(
      action: .markA, contexts: [.trace], keys: ["a"], hint: "mark A",
      help: "mark the run under the cursor as A"),
    ActionEntry(
      action: .markB, contexts: [.trace], keys: ["b"], hint: "mark B",
      help: "mark the run under the cursor as B, beside A"),
    ActionEntry(
      action: .swapRuns, contexts: [.trace], keys: ["x"], hint: "swap",
      help: "exchange A and B"),
    ActionEntry(
      action: .differences, contexts: [.trace], keys: ["d", "4"], hint: "differences",
      help: "show only what differs between A and B, and back"),
    ActionEntry(
      action: .rerun, contexts: [.trace], keys: ["r"], hint: "again",
      help: "ask again, from the stage under the cursor on; the old run is A then, the new one B"),
    ActionEntry(
      action: .fold, contexts: [.trace], keys: ["space"], hint: "stages",
      help: "show the stages of a run, and back"),
    ActionEntry(
      action: .foldAll, contexts: [.trace], keys: ["e", "*"], hint: "all stages",
      help: "show the stages of all runs, and back"),
    ActionEntry(
      action: .allRuns, contexts: [.trace, .checks], keys: ["U"], hint: "all users",
      help: "runs, or an evaluation, of all users, or of one"),
    ActionEntry(
      action: .costBars, contexts: [.trace], keys: ["c"], hint: "bars",
      help: "bars of time, or of cost"),
  ]

  private static let columns = [
    ActionEntry(
      action: .previousColumn, contexts: [.matrix],
      keys: ["<", ",", "left", "h", "shift-tab"], hint: "column before", help: "column before",
      isCommand: false),
    ActionEntry(
      action: .nextColumn, contexts: [.matrix], keys: [">", ".", "right", "l", "tab"],
      hint: "column", help: "next column", isCommand: false),
    ActionEntry(
      action: .firstColumn, contexts: [.matrix], keys: ["^", "0"], hint: "first column",
      help: "first column", isCommand: false),
    ActionEntry(
      action: .lastColumn, contexts: [.matrix], keys: ["$"], hint: "last column",
      help: "last column", isCommand: false),
    ActionEntry(
      action: .sortColumn, contexts: [.matrix], keys: ["s"], hint: "sort",
      help: "order the factors by this column; once more turns it around"),
    ActionEntry(
      action: .hideColumn, contexts: [.matrix], keys: ["c"], hint: "hide",
      help: "hide this column"),
    ActionEntry(
      action: .showColumns, contexts: [.matrix], keys: ["C"], hint: "all columns",
      help: "show all columns again"),
  ]

  private static let prompt = [
    ActionEntry(
      action: .submit, contexts: [.prompt, .filter], keys: ["enter"], hint: "ask",
      help: "ask what is typed; without options, where they are needed: start the next one",
      isCommand: false),
    ActionEntry(
      action: .newLine, contexts: [.prompt], keys: ["alt-enter"], hint: "new line",
      help: "new line; in surveys the next option, such as B.", isCommand: false),
    ActionEntry(
      action: .recall, contexts: [.prompt], keys: ["ctrl-r"], hint: "history",
      help: "search what was asked before, of this and other people", isCommand: false),
    ActionEntry(
      action: .editor, contexts: [.prompt], keys: ["ctrl-x ctrl-e"], hint: "editor",
      help: "write the query in $VISUAL or $EDITOR"),
    ActionEntry(
      action: .scrollUp, contexts: [.prompt], keys: ["pgup"], hint: "path up",
      help: "scroll the path up", isCommand: false),
    ActionEntry(
      action: .scrollDown, contexts: [.prompt], keys: ["pgdn"], hint: "path down",
      help: "scroll the path down", isCommand: false),
  ]
}
