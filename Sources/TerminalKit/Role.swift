/// What a cell means; a theme says how it looks.
///
/// The raw value is the name in theme files.
public enum Role: String, Sendable, Hashable, CaseIterable {
  /// Plain text.
  case text
  /// Text that matters less.
  case dim
  /// Text that matters more.
  case strong
  /// The title of a panel without focus.
  case title
  /// The title of the focused panel.
  case titleFocused
  /// The border of a panel without focus.
  case border
  /// The border of the focused panel.
  case borderFocused
  /// The chosen row of the focused list.
  case selection
  /// The chosen row of a list without focus.
  case selectionUnfocused
  /// What should catch the eye.
  case accent
  /// A bar to the right of its axis.
  case barFor
  /// A bar to the left of its axis.
  case barAgainst
  /// A bar with little support, drawn hollow.
  case barWeak
  /// The axis of a diverging bar and empty tracks.
  case axis
  /// A number or word that speaks for something.
  case positive
  /// A number or word that speaks against something.
  case negative
  /// A number or word that speaks for neither side.
  case neutral
  /// Something to look at before going on.
  case warning
  /// Something that failed.
  case error
  /// Something that was checked and holds.
  case ok
  /// The mark and text of an input line.
  case prompt
  /// A cursor drawn as a cell.
  case cursor
  /// The name of a key in a hint.
  case key
  /// A tab that is not shown.
  case tab
  /// The tab that is shown.
  case tabActive
  /// An answer label.
  case label
  /// A number.
  case number
  /// Text quoted from a person or a model.
  case quote
  /// Words of a text that something was read from.
  case passage
  /// A short mark beside a name.
  case badge
  /// Advice in a border or on the last line.
  case hint
  /// The top line of the screen.
  case header
  /// The match of a search.
  case match

  /// The least contrast with what is behind it (WCAG 2.2 AA: 4.5 for text, 3 for graphics).
  var leastContrast: Double {
    switch self {
    case .border, .borderFocused, .barFor, .barAgainst, .barWeak, .axis: 3
    default: 4.5
    }
  }

  /// The letter that stands for the role in a frame dump; never an upper-case letter.
  public var letter: Character {
    switch self {
    case .text: "."
    case .dim: ","
    case .strong: "s"
    case .title: "t"
    case .titleFocused: "f"
    case .border: "-"
    case .borderFocused: "="
    case .selection: "#"
    case .selectionUnfocused: "+"
    case .accent: "a"
    case .barFor: "r"
    case .barAgainst: "l"
    case .barWeak: "w"
    case .axis: "|"
    case .positive: "p"
    case .negative: "n"
    case .neutral: "0"
    case .warning: "?"
    case .error: "!"
    case .ok: "o"
    case .prompt: ">"
    case .cursor: "_"
    case .key: "k"
    case .tab: "u"
    case .tabActive: "v"
    case .label: "*"
    case .number: "1"
    case .quote: "q"
    case .passage: "g"
    case .badge: "b"
    case .hint: "h"
    case .header: "^"
    case .match: "m"
    }
  }
}
