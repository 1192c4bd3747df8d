internal import Actions

/// What an action is about, and so who does it.
enum ActionArea {
  /// The screen and the program: what lies over the panels, themes, the mouse, undoing.
  case screen
  /// Which panel has the focus, and which tab it shows.
  case focus
  /// What stands in the place of the panels.
  case sheets
  /// Moving, opening, searching and copying where the eye is.
  case reading
  case people
  case person
  case answer
  case prompt

  /// Every action has its area.
  init(of action: Action) {
    switch action {
    case .help, .command, .palette, .quit, .suspend, .redraw, .undo, .redo, .log, .models, .theme,
      .mouse, .presenter:
      self = .screen
    case .escape, .back, .interrupt, .usersPanel, .personPanel, .pathPanel, .examplesPanel,
      .nextPanel, .previousPanel, .nextTab, .previousTab, .zoom, .factorsTab, .historyTab,
      .testsTab, .asksTab, .pathTab, .sumTab, .queryTab, .promptTab, .rawTab:
      self = .focus
    case .trace, .markA, .markB, .swapRuns, .differences, .rerun, .fold, .foldAll, .allRuns,
      .costBars, .matrix, .previousColumn, .nextColumn, .firstColumn, .lastColumn, .sortColumn,
      .hideColumn, .showColumns, .checks, .audit, .pastAnswers, .drift, .versions, .compare,
      .others, .methods, .evaluate:
      self = .sheets
    case .up, .down, .pageUp, .pageDown, .halfUp, .halfDown, .first, .last, .open, .search,
      .findNext, .findPrevious, .copy, .save, .report:
      self = .reading
    case .user, .filter, .sort, .import: self = .people
    case .fit, .allFactors, .renameFactor, .describeFactor, .mergeFactor, .splitFactor,
      .dropFactor, .moveFeature, .exclude, .pin, .rebuild, .previousLabels, .nextLabels, .delete:
      self = .person
    case .whatIf, .mask, .without, .editFeature, .clearMasks, .scrollUp, .scrollDown:
      self = .answer
    case .ask, .submit, .newLine, .recall, .editor: self = .prompt
    }
  }
}
