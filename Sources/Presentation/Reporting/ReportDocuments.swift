package import Foundation
package import RPM
internal import Storage
internal import Workbench

/// Which report a document is of.
package enum ReportKind: String, Codable, Hashable, Sendable, CaseIterable {
  case user
  case run
  case comparison
}

/// What every report says of itself.
package struct ReportOrigin: Codable, Hashable, Sendable {
  /// The version of the form of the document; see `report --schema`.
  package var format = 1
  package var made: Date
  package var program = ProgramVersion.current

  /// The line at the end of a report.
  package var text: String { "Made by rationale \(program) on \(ReportText.day(made))." }
}

/// A report on a user: what `report USER --format json` prints. Figures are those of `show`, `drift`,
/// `audit` and `what-if --history`.
package struct UserReportDocument: Codable, Hashable {
  /// A change that was made by hand.
  package struct Edit: Codable, Hashable {
    /// The version that it made.
    package var version: Int
    package var made: Date
    package var what: String
  }

  package var report = ReportKind.user
  package var origin: ReportOrigin
  /// The user and their factors, as `show --json`.
  package var user: ModelDocument
  /// As `drift --json`; missing for free text.
  package var drift: DriftDocument?
  /// As `audit --json`.
  package var audit: AuditDocument
  /// As `what-if --history --json`; missing where the model is not the built-in one.
  package var leaveOneOut: LeaveOneOutDocument?
  /// Some past answers with their paths.
  package var paths: [ModelDocument.ItemDocument]
  /// The edits that lead to this version, the oldest first.
  package var edits: [Edit]
}

/// A report on an earlier ask: what `report --run ID --format json` prints.
package struct RunReportDocument: Codable, Hashable {
  /// A retrieved example with its text.
  package struct Example: Codable, Hashable {
    /// The position in the history, from 0.
    package var interaction: Int
    package var similarity: Double
    package var answer: String
    package var date: String?
    package var query: String
  }

  package var report = ReportKind.run
  package var origin: ReportOrigin
  /// The number of the ask.
  package var run: Int64
  package var asked: Date
  /// As `asks --show ID --json`.
  package var answer: AnswerDocument
  /// The audit of the answer read again, against the model that gave it.
  package var audit: AnswerDocument.AuditDocument
  package var examples: [Example]
  /// As `what-if --json`; missing where the model that answered is not the built-in one.
  package var whatIf: WhatIfDocument?
  /// What each stage took; missing where it was not noted.
  package var stages: [StageDocument]?
}

/// A report on two users: what `report --compare USER1 USER2 --format json` prints.
package struct ComparisonReportDocument: Codable, Hashable {
  package var report = ReportKind.comparison
  package var origin: ReportOrigin
  /// The two users and their factors, as `show --json`.
  package var users: [ModelDocument]
  /// As `compare --json`.
  package var factors: CompareDocument
  /// As `compare --query --json`; missing without a question.
  package var query: QueryComparison?
}
