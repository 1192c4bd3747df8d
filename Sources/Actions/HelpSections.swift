internal import TerminalKit

/// The help in sections: actions come from the action table, signs are explained beside them.
package enum HelpSections {
  /// A part of the help.
  package struct Section: Sendable {
    package var title: String
    /// Where it comes first; empty for what is had everywhere.
    package var panels: Set<Panel>
    package var actions: [Action]
    /// Signs and fixed keys, and what they mean.
    package var signs: [(String, String)] = []
  }

  /// The parts, in the order they have where none of them comes first.
  package static let sections = [
    Section(
      title: "Everywhere", panels: [],
      actions: [
        .help, .palette, .command, .usersPanel, .personPanel, .pathPanel, .examplesPanel, .ask,
        .nextPanel, .previousPanel, .open, .escape, .back, .zoom, .trace, .fit, .user, .import,
        .models, .theme, .presenter, .copy, .mouse, .undo, .redo, .log, .redraw, .suspend,
        .interrupt, .quit,
      ]),
    Section(
      title: "Moving", panels: [],
      actions: [
        .up, .down, .pageUp, .pageDown, .halfUp, .halfDown, .first, .last, .search, .findNext,
        .findPrevious,
      ]),
    Section(
      title: "Users", panels: [.users], actions: [.filter, .sort],
      signs: [
        ("●  ◐  ○", "fitted, history newer than the fit, not fitted"),
        ("▁▄█", "how often each answer was given; the commonest where there are many"),
        ("stability", "how alike the statistics of two random halves of the history are, up to 1"),
      ]),
    Section(
      title: "Person", panels: [.person],
      actions: [
        .factorsTab, .historyTab, .testsTab, .asksTab, .nextTab, .previousTab, .matrix, .allFactors,
        .nextLabels, .previousLabels, .delete, .renameFactor, .describeFactor, .mergeFactor,
        .splitFactor, .dropFactor, .moveFeature, .exclude, .pin, .rebuild,
      ],
      signs: [
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
      actions: [
        .pathTab, .sumTab, .queryTab, .whatIf, .mask, .without, .editFeature, .clearMasks,
        .promptTab, .rawTab,
      ],
      signs: [
        ("✓  ✗", "each number quoted is compared with the stored one"),
        ("K", "how many similar past items are listed as examples"),
        ("Sum", "answer and runner-up; the difference decides, parts stand under their term"),
      ]),
    Section(
      title: "Prompt", panels: [.ask],
      actions: [.submit, .newLine, .recall, .editor, .scrollUp, .scrollDown],
      signs: [
        ("Up Down", "earlier queries; within a query its lines"),
        ("^A ^E ^B ^F M-b M-f", "as in Emacs: ends of the line, a character, a word"),
        ("^K ^U ^W M-d ^Y M-y", "cut to the end, the start, a word; put back, an older cut"),
        ("^T ^_", "swap two characters; take back"),
      ]),
    Section(
      title: "Runs", panels: [],
      actions: [
        .markA, .markB, .swapRuns, .differences, .rerun, .fold, .foldAll, .allRuns, .costBars,
      ],
      signs: [
        ("~ +", "differs from the other run; only this one has it"),
        ("= !", "stage taken over from an earlier run; it had replies that could not be used"),
      ]),
    Section(
      title: "Factors by label", panels: [],
      actions: [
        .previousColumn, .nextColumn, .firstColumn, .lastColumn, .sortColumn, .hideColumn,
        .showColumns,
      ],
      signs: [("Enter", "the past answers with that factor and that label")]),
    Section(
      title: "Checks", panels: [],
      actions: [
        .checks, .audit, .pastAnswers, .drift, .versions, .compare, .others, .methods, .evaluate,
        .save,
        .report,
      ],
      signs: [
        ("Enter", "what the row is about: an item, an ask, a factor, a version"),
        ("clean, repaired", "path right at once, or in its second try"),
        ("excluded", "path that takes no part in retrieval, and why"),
      ]),
    Section(
      title: "Import", panels: [], actions: [],
      signs: [
        ("Enter", "on the first line: bring it in; on another: list what it can be"),
        ("M-Enter", "bring it in, on whichever line the cursor is"),
        ("Left Right", "another column, format or form of dates; it is counted anew at once"),
        ("Space", "in the list of columns: add one, or take it away"),
        ("Backspace", "what the file shows, in the place of what was chosen"),
        ("+", "one more file that belongs to it, such as the films of a table of ratings"),
        ("PgUp PgDn", "the notes: ✗ stops it, ? is not sure, · was done"),
        ("^T", "while the path is typed: read the file as Latin-1"),
      ]),
    Section(
      title: "Models", panels: [], actions: [],
      signs: [
        ("typing", "filters; a name that no endpoint lists can be chosen too"),
        ("Enter", "use it for this session: it fits and answers"),
        ("^T", "test the connection: what the endpoint can do, or why it cannot be reached"),
        ("^R", "list again"),
        ("~$", "tokens and money: ~ is a guess; tokens alone where no price is known"),
      ]),
  ]
}
