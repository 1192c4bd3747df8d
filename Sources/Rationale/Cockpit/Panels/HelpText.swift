internal import TerminalKit

/// The keys and signs: those of the panel with the focus first, then those that work everywhere.
enum HelpText {
  /// The help, wrapped to a width.
  static func lines(for panel: Panel, width: Int, glyphs: Glyphs) -> [[Span]] {
    let own = sections.filter { $0.panels.contains(panel) }
    let others = sections.filter { !$0.panels.contains(panel) && !$0.panels.isEmpty }
    let everywhere = sections.filter(\.panels.isEmpty)
    return Array(
      (own + everywhere + others).map { section in
        [[Span(section.title, .header)]]
          + section.keys.flatMap { line($0.0, $0.1, width: width, glyphs: glyphs) }
      }.joined(separator: [[]]))
  }

  private struct Section {
    var title: String
    /// Where it comes first; empty for what works everywhere.
    var panels: Set<Panel>
    var keys: [(String, String)]
  }

  private static let sections = [
    Section(
      title: "Everywhere", panels: [],
      keys: [
        ("1 2 3 4 5", "users, person, path, examples, prompt"),
        ("Tab S-Tab", "next, previous panel"),
        ("arrows h j k l", "move; PgUp PgDn ^B ^F ^U ^D Home End g G too"),
        ("Enter", "open what is under the cursor"),
        ("Esc", "close, cancel what runs, clear the filter, back"),
        ("q", "one step back, at the top quit"),
        ("^Q", "quit (asks while something runs)"),
        ("^C", "cancel what runs, clear a text field, else quit"),
        ("^Z", "suspend; fg comes back"),
        ("^L", "paint anew, and read the list of users again"),
        ("a", "ask: to the prompt"),
        ("f", "fit the person; the older model is kept, and what costs money is asked first"),
        ("o ^O", "models: choose who fits and answers, and test a connection"),
        ("P R", "what a language model was sent, and what it said, untouched"),
        ("i", "import a .jsonl file"),
        ("z", "zoom the panel, and back"),
        ("t", "next theme"),
        ("? F1", "this help"),
      ]),
    Section(
      title: "Users", panels: [.users],
      keys: [
        ("Enter", "open; fits whoever is not fitted"),
        ("/", "filter: words, !word, task=films, n>=30, fitted, unfitted, stale"),
        ("s", "sort by name, task, interactions, last fit"),
        ("●  ◐  ○", "fitted, history newer than the fit, not fitted"),
        ("▁▄█", "how often each answer was given; the commonest where there are many"),
        ("stability", "how alike the statistics of two random halves of the history are, up to 1"),
      ]),
    Section(
      title: "Person", panels: [.person],
      keys: [
        ("F H T A", "factors, history, test items, earlier asks"),
        ("[ ]", "previous, next tab"),
        ("Enter", "factor: its items; item: read; test item: ask; ask: reopen"),
        ("m", "show weak and stock factors too, and back"),
        ("< >", "other labels, where not all fit"),
        ("d", "delete an earlier ask"),
        ("n  gain", "queries with the factor; how much better it foretells answers, in nats"),
        ("bar  +40", "percentage points of P(answer | factor) above the base rate"),
        ("!", "beyond chance: above 95 % of the best gains when answers are shuffled"),
        ("░", "weak: fewer than three queries"),
        (
          "against for",
          "side of the chosen option: for agrees, approves, wants more; middle neither"
        ),
        (
          "cov inf rate",
          "queries with the factor; its features that went into the answer; the share"
        ),
        ("+ / 0 / -", "of those: for, neutral, against; a title only takes words up (+)"),
        ("✓  ✗  •  ?", "test item: answered the same, not the same, in free text, not asked"),
      ]),
    Section(
      title: "Path and examples", panels: [.path, .examples],
      keys: [
        ("[ ]", "path, sum of evidence, query, prompt, raw reply"),
        ("j k", "path: scroll; examples: choose"),
        ("Enter", "example: read its text and path; path: to the prompt"),
        ("✓  ✗", "each number quoted is compared with the stored one"),
        ("G", "to the end; text that comes in is then followed"),
        ("K", "how many similar past items are listed as examples"),
        ("Sum", "answer and runner-up; the difference decides, parts stand under their term"),
      ]),
    Section(
      title: "Models", panels: [],
      keys: [
        ("typing", "filters; a name that no endpoint lists can be chosen too"),
        ("Enter", "use it for this session: it fits and answers"),
        ("^T", "test the connection: what the endpoint can do, or why it cannot be reached"),
        ("^R", "list again"),
        ("~$", "tokens and money: ~ is a guess; tokens alone where no price is known"),
      ]),
    Section(
      title: "Prompt", panels: [.ask],
      keys: [
        ("Enter", "ask; without options, where they are needed: start the next one"),
        ("Alt-Enter", "new line; in surveys the next option, such as B."),
        ("Up Down", "earlier queries"),
        ("^C", "clear; ^_ takes it back"),
        ("PgUp PgDn", "scroll the path"),
        ("^A ^E ^B ^F ^K ^U ^W ^Y ^T ^_", "as in Emacs; ^_ takes back"),
        ("Esc", "cancel what runs, else back"),
      ]),
  ]

  /// A key and what it does, on as many lines as that takes.
  private static func line(
    _ key: String, _ text: String, width: Int, glyphs: Glyphs
  ) -> [[Span]] {
    // The picture of a weak bar is another one in ASCII.
    let key = key == "░" && glyphs == .ascii ? ":" : key
    let column = width >= 60 ? 16 : 13
    let keyWidth = GraphemeWidth.width(of: key)
    let parts = TextLayout.wrap(text, width: max(1, width - column))
    let padding = Span(String(repeating: " ", count: column))
    guard keyWidth < column else {
      return [[Span(key, .key)]] + parts.map { [padding, Span($0)] }
    }
    let gap = Span(String(repeating: " ", count: column - keyWidth))
    return parts.enumerated().map { index, part in
      index == 0 ? [Span(key, .key), gap, Span(part)] : [padding, Span(part)]
    }
  }
}
