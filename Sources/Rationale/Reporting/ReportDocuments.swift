internal import Foundation
internal import RPM
internal import Storage

/// Which report a document is of.
enum ReportKind: String, Codable, Hashable, Sendable, CaseIterable {
  case user
  case run
  case comparison
}

/// What every report says of itself.
struct ReportOrigin: Codable, Hashable, Sendable {
  /// The version of the form of the document; see `report --schema`.
  var format = 1
  /// When the report was made.
  var made: Date
  /// The version of the program.
  var program = VersionDocument.programVersion

  /// The line at the end of a report.
  var text: String { "Made by rationale \(program) on \(ReportText.day(made))." }
}

/// A report on a user: what `report USER --format json` prints. Figures are those of `show`, `drift`,
/// `audit` and `what-if --history`.
struct UserReportDocument: Codable, Hashable {
  /// A change that was made by hand.
  struct Edit: Codable, Hashable {
    /// The version that it made.
    var version: Int
    var made: Date
    var what: String
  }

  var report = ReportKind.user
  var origin: ReportOrigin
  /// The user and their factors, as `show --json`.
  var user: ModelDocument
  /// As `drift --json`; missing for free text.
  var drift: DriftDocument?
  /// As `audit --json`.
  var audit: AuditDocument
  /// As `what-if --history --json`; missing where the model is not the built-in one.
  var leaveOneOut: LeaveOneOutDocument?
  /// Some past answers with their paths.
  var paths: [ModelDocument.ItemDocument]
  /// The edits that lead to this version, the oldest first.
  var edits: [Edit]
}

/// A report on an earlier ask: what `report --run ID --format json` prints.
struct RunReportDocument: Codable, Hashable {
  /// A retrieved example with its text.
  struct Example: Codable, Hashable {
    /// The position in the history, from 0.
    var interaction: Int
    var similarity: Double
    var answer: String
    var date: String?
    var query: String
  }

  var report = ReportKind.run
  var origin: ReportOrigin
  /// The number of the ask.
  var run: Int64
  var asked: Date
  /// As `asks --show ID --json`.
  var answer: AnswerDocument
  /// The audit of the answer read again, against the model that gave it.
  var audit: AnswerDocument.AuditDocument
  var examples: [Example]
  /// As `what-if --json`; missing where the model that answered is not the built-in one.
  var whatIf: WhatIfDocument?
  /// What each stage took; missing where it was not noted.
  var stages: [StageDocument]?
}

/// A report on two users: what `report --compare USER1 USER2 --format json` prints.
struct ComparisonReportDocument: Codable, Hashable {
  var report = ReportKind.comparison
  var origin: ReportOrigin
  /// The two users and their factors, as `show --json`.
  var users: [ModelDocument]
  /// As `compare --json`.
  var factors: CompareDocument
  /// As `compare --query --json`; missing without a question.
  var query: QueryComparison?
}
