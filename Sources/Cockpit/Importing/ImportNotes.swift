internal import TerminalKit

/// What is not sure of a file, what is wrong with it and what is done with it, in lines.
enum ImportNotes {
  static func lines(of sheet: ImportSheetState, width: Int, glyphs: Glyphs) -> [Span] {
    let trouble = sheet.trouble.flatMap {
      wrapped("\(glyphs.cross) \($0)", .error, width: width, glyphs: glyphs)
    }
    // While it is counted anew, what was said of it before is not sure any more.
    let isOld = sheet.phase == .planning
    return trouble
      + (sheet.findings?.notes ?? []).flatMap { note -> [Span] in
        let (mark, role): (String, Role) =
          switch note.kind {
          case .error: ("\(glyphs.cross)", .error)
          case .doubt: ("?", .warning)
          case .remark: (glyphs == .unicode ? "·" : "-", .text)
          }
        let text = note.text.hasPrefix("  ") ? note.text : "\(mark) \(note.text)"
        return wrapped(text, isOld ? .dim : role, width: width, glyphs: glyphs)
      }
  }

  /// A text in lines, those behind the first set in.
  static func wrapped(_ text: String, _ role: Role, width: Int, glyphs: Glyphs) -> [Span] {
    TextLayout.wrap(text, width: max(1, width - 2), glyphs: glyphs).enumerated().map {
      Span($0 == 0 ? $1 : "  \($1)", role)
    }
  }
}
