/// A report as a value: what it says, without how it looks. Texts are as users and models gave them;
/// the renderers make them safe.
package struct Report: Hashable, Sendable {
  package var title: String
  package var subtitle = ""
  /// What stands under the title: who made it, of what, when.
  package var facts: [Definition] = []
  package var sections: [ReportSection] = []
  /// What stands at the end in small letters.
  package var footer: [String] = []

  /// A term and what is said of it.
  package struct Definition: Hashable, Sendable {
    package var term: String
    package var text: String

    package init(_ term: String, _ text: String) {
      self.term = term
      self.text = text
    }
  }
}

/// A part of a report under a heading of its own.
package struct ReportSection: Hashable, Sendable {
  package var title: String
  package var blocks: [ReportBlock]

  package init(_ title: String, _ blocks: [ReportBlock]) {
    self.title = title
    self.blocks = blocks
  }
}

/// One thing in a section.
package enum ReportBlock: Hashable, Sendable {
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
package struct ReportStep: Hashable, Sendable {
  package var title: String
  package var lines: [String]
}

/// Rows of cells under titles.
package struct ReportTable: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package var title: String
    package var isNumber = false
  }

  package struct Cell: Hashable, Sendable {
    package var text: String
    /// A bar beside the text.
    package var bar: Bar?

    package init(_ text: String, bar: Bar? = nil) {
      self.text = text
      self.bar = bar
    }
  }

  /// What the table is of, for whoever cannot see where it stands.
  package var caption: String
  package var columns: [Column]
  /// One cell a column; the first names the row.
  package var rows: [[Cell]]
}

/// A length, as a share of the space that is there for it.
package struct Bar: Hashable, Sendable {
  /// What a value is certain to lie between, 0 to 1.
  package struct Interval: Hashable, Sendable {
    package var low: Double
    package var high: Double
  }

  /// From the left, 0 to 1; or from the middle, -1 to 1. What lies beyond is cut.
  package var value: Double
  /// Whether it begins in the middle.
  package var isDiverging = false
  /// Drawn as a line with a mark at the value, instead of a bar up to it.
  package var interval: Interval?
}

/// Bars under each other, each with its name and its figure.
package struct BarChart: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    package var name: String
    /// The figure as it is quoted.
    package var figure: String
    package var bar: Bar
  }

  package var caption: String
  package var lines: [Line]
}

extension ReportTable {
  /// The same table as commands print it.
  package init(_ table: AlignedTable, caption: String) {
    self.caption = caption
    columns = table.columns.map { Column(title: $0.title, isNumber: $0.isNumber) }
    rows = table.rows.map { $0.map { Cell($0) } }
  }
}
