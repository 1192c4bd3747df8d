internal import TerminalKit

/// Something that lies over the panels and takes the keys until it is closed.
enum Overlay: Equatable, Sendable {
  /// Help or palette.
  case finder(FinderState)
  /// The line of a `:` command.
  case command(CommandLineState)
  /// The themes, each shown as the cursor meets it.
  case themes(ThemePickerState)
  /// What can be copied.
  case copy(CopyMenu)
  /// The search through what was asked before.
  case recall(HistorySearch)
  /// A text to read, from line `top` on.
  case reader(title: String, lines: [ReaderLine], top: Int)
  /// Whether a fit that costs money is wanted; Enter fits.
  case fit(FitQuestion)
  /// The models to choose from, in `ModelsState.picker`.
  case models
  /// The sheet that imports files, in `CockpitState.importing`.
  case importing
  /// A question; `y` or Enter does it.
  case confirm(question: String, effect: CockpitEffect)

  /// A paragraph of a text to read; wrapped when it is drawn.
  struct ReaderLine: Hashable, Sendable {
    var text: String
    var role: Role = .text
    /// Words of the text to mark.
    var quotes: [String] = []
  }
}
