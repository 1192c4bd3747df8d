internal import TerminalKit

/// The keys, in the order in which they are needed.
enum HelpText {
  static let lines: [[Span]] = sections.flatMap { section in
    [[Span(section.title, .header)]]
      + section.keys.map { [Span(padded($0.0), .key), Span($0.1, .text)] } + [[]]
  }

  private static let sections: [(title: String, keys: [(String, String)])] = [
    (
      "Everywhere",
      [
        ("1 2 3 4 5", "users, person, path, examples, prompt"),
        ("Tab S-Tab", "next, previous panel"),
        ("arrows h j k l", "move; PgUp PgDn ^B ^F ^U ^D g G too"),
        ("Enter", "open what is under the cursor"),
        ("Esc", "close, cancel what runs, clear the filter, back"),
        ("q", "one step back, at the top quit"),
        ("^Q", "quit (asks while something runs)"),
        ("^C", "cancel what runs, else quit"),
        ("^Z", "suspend; fg comes back"),
        ("^L", "paint anew"),
        ("a", "ask: to the prompt"),
        ("f", "fit the person; the older model is kept"),
        ("i", "import a .jsonl file"),
        ("z", "zoom the panel"),
        ("t", "next theme"),
        ("?", "this help"),
      ]
    ),
    (
      "Users",
      [
        ("/", "filter: words, !word, task=films, n>=30, fitted, unfitted, stale"),
        ("s", "sort by task, interactions, last fit, name"),
        ("●  ◐  ○", "fitted, history newer than the fit, not fitted"),
      ]
    ),
    (
      "Person",
      [
        ("F H T A", "factors, history, test items, earlier asks"),
        ("[ ]", "previous, next tab"),
        ("Enter", "factor: its items; item: read; test item: ask; ask: reopen"),
        ("m", "show weak and stock factors too"),
        ("< >", "other labels, where not all fit"),
        ("d", "delete an earlier ask"),
        ("!", "beyond chance: above 95 % of the best gains when answers shuffle"),
        ("░", "weak: fewer than three queries"),
      ]
    ),
    (
      "Path and examples",
      [
        ("[ ]", "path, sum of evidence, query"),
        ("Enter", "example: read its text and path"),
      ]
    ),
    (
      "Prompt",
      [
        ("Enter", "ask"),
        ("Alt-Enter", "new line; options go one a line: A. Yes"),
        ("Up Down", "earlier queries"),
        ("^A ^E ^B ^F ^K ^U ^W ^Y ^T ^_", "as in Emacs; ^_ takes back"),
        ("Esc", "cancel what runs, else back"),
      ]
    ),
  ]

  private static func padded(_ key: String) -> String {
    let width = GraphemeWidth.width(of: key)
    return key + String(repeating: " ", count: max(1, 18 - width))
  }
}
