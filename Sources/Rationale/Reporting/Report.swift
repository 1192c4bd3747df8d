/// A report as a value: what it says, without how it looks. Texts are as users and models gave them;
/// the renderers make them safe.
struct Report: Hashable, Sendable {
  var title: String
  var subtitle = ""
  /// What stands under the title: who made it, of what, when.
  var facts: [Definition] = []
  var sections: [ReportSection] = []
  /// What stands at the end in small letters.
  var footer: [String] = []

  /// A term and what is said of it.
  struct Definition: Hashable, Sendable {
    var term: String
    var text: String

    init(_ term: String, _ text: String) {
      self.term = term
      self.text = text
    }
  }
}

/// A part of a report under a heading of its own.
struct ReportSection: Hashable, Sendable {
  var title: String
  var blocks: [ReportBlock]

  init(_ title: String, _ blocks: [ReportBlock]) {
    self.title = title
    self.blocks = blocks
  }
}

/// One thing in a section.
enum ReportBlock: Hashable, Sendable {
  /// A heading within the section.
  case heading(String)
  case paragraph(String)
  /// A text of a user or a model, with its own line ends.
  case quote(String)
  case list([String])
  case steps([ReportStep])
  case definitions([Report.Definition])
  case table(ReportTable)
  case bars(BarChart)
}

/// One of several steps, with what belongs to it.
struct ReportStep: Hashable, Sendable {
  var title: String
  var lines: [String]
}

/// Rows of cells under titles.
struct ReportTable: Hashable, Sendable {
  struct Column: Hashable, Sendable {
    var title: String
    var isNumber = false
  }

  struct Cell: Hashable, Sendable {
    var text: String
    /// A bar beside the text.
    var bar: Bar?

    init(_ text: String, bar: Bar? = nil) {
      self.text = text
      self.bar = bar
    }
  }

  /// What the table is of, for whoever cannot see where it stands.
  var caption: String
  var columns: [Column]
  /// One cell a column; the first names the row.
  var rows: [[Cell]]
}

/// A length, as a share of the space that is there for it.
struct Bar: Hashable, Sendable {
  /// What a value is certain to lie between, 0 to 1.
  struct Interval: Hashable, Sendable {
    var low: Double
    var high: Double
  }

  /// From the left, 0 to 1; or from the middle, -1 to 1. What lies beyond is cut.
  var value: Double
  /// Whether it begins in the middle.
  var isDiverging = false
  /// Drawn as a line with a mark at the value, instead of a bar up to it.
  var interval: Interval?
}

/// Bars under each other, each with its name and its figure.
struct BarChart: Hashable, Sendable {
  struct Line: Hashable, Sendable {
    var name: String
    /// The figure as it is quoted.
    var figure: String
    var bar: Bar
  }

  var caption: String
  var lines: [Line]
}

extension ReportTable {
  /// The same table as commands print it.
  init(_ table: AlignedTable, caption: String) {
    self.caption = caption
    columns = table.columns.map { Column(title: $0.title, isNumber: $0.isNumber) }
    rows = table.rows.map { $0.map { Cell($0) } }
  }
}
