package import Evaluation
internal import RPM
internal import Workbench

/// What a rater sees of a pair of rationales, in lines.
package struct BlindSheetText {
  private let sheet: BlindSheet

  /// So much of a past query is shown.
  private static let mostPast = 160

  package init(_ sheet: BlindSheet) {
    self.sheet = sheet
  }

  /// The lines, not yet safe for a terminal. All that comes from people and models is indented, so
  /// that none of it can be taken for a line of the sheet.
  package var lines: [String] {
    ["the text"] + Self.indented(sheet.query) + ["the person's answer"]
      + Self.indented(sheet.answer) + [past] + sheet.past.map(Self.past)
      + ["", "LEFT"] + Self.indented(sheet.left) + ["", "RIGHT"] + Self.indented(sheet.right) + [""]
  }

  private var past: String {
    let usual = sheet.usual.map { "\($0.label.oneLine) in \($0.count)" }.joined(separator: ", ")
    let count = Count.of(sheet.pastCount, "past answer") + (usual.isEmpty ? "" : ": \(usual)")
    return sheet.past.isEmpty ? count : "\(count); those with most words of the text"
  }

  private static func past(_ item: Interaction) -> String {
    "  \(item.response.oneLine)  \(ComparedItemsText.shortened(item.query, most: mostPast))"
  }

  private static func indented(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { "  \($0)" }
  }
}
