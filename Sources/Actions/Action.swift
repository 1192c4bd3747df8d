/// What can be done on the screen: by a key, by a `:` command, from the help or from the palette.
///
/// The raw value is the name of the command, and what `[keys]` of the config calls it. What is known
/// of an action stands in one place, `ActionTable`.
package enum Action: String, CaseIterable, Hashable, Sendable {
  // Finding one's way
  case help
  case command
  case palette
  case escape
  case back
  case interrupt
  case quit
  case suspend
  case redraw
  case undo
  case redo
  case log
  // Panels
  case usersPanel = "users"
  case personPanel = "person"
  case pathPanel = "path"
  case examplesPanel = "examples"
  case ask
  case nextPanel = "next-panel"
  case previousPanel = "previous-panel"
  case nextTab = "next-tab"
  case previousTab = "previous-tab"
  case zoom
  case trace
  // Moving
  case up
  case down
  case pageUp = "page-up"
  case pageDown = "page-down"
  case halfUp = "half-up"
  case halfDown = "half-down"
  case first
  case last
  case open
  // Users
  case user
  case filter
  case sort
  case `import`
  // The person
  case fit
  case factorsTab = "factors"
  case historyTab = "history"
  case testsTab = "tests"
  case asksTab = "asks"
  case matrix
  // The tests of the model
  case checks
  case audit
  case pastAnswers = "past-answers"
  case drift
  case versions
  case compare
  case others
  case methods
  case evaluate
  case save
  case report
  case allFactors = "all-factors"
  case renameFactor = "rename-factor"
  case describeFactor = "describe-factor"
  case mergeFactor = "merge-factor"
  case splitFactor = "split-factor"
  case dropFactor = "drop-factor"
  case moveFeature = "move-feature"
  case exclude
  case pin
  case rebuild
  case previousLabels = "previous-labels"
  case nextLabels = "next-labels"
  case delete
  // The answer
  case pathTab = "reasoning"
  case sumTab = "sum"
  case queryTab = "query"
  case promptTab = "prompt"
  case rawTab = "raw"
  case whatIf = "what-if"
  case mask
  case without
  case editFeature = "edit-feature"
  case clearMasks = "clear-masks"
  case search
  case findNext = "find-next"
  case findPrevious = "find-previous"
  case copy
  // The runs
  case markA = "mark-a"
  case markB = "mark-b"
  case swapRuns = "swap-runs"
  case differences
  case rerun = "ask-again"
  case fold
  case foldAll = "fold-all"
  case allRuns = "all-runs"
  case costBars = "cost-bars"
  // The factors by labels
  case previousColumn = "previous-column"
  case nextColumn = "next-column"
  case firstColumn = "first-column"
  case lastColumn = "last-column"
  case sortColumn = "sort-column"
  case hideColumn = "hide-column"
  case showColumns = "show-columns"
  // The prompt
  case submit
  case newLine = "new-line"
  case scrollUp = "scroll-up"
  case scrollDown = "scroll-down"
  case recall
  case editor
  // The screen
  case models
  case theme
  case mouse
  case presenter
}
