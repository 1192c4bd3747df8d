internal import Foundation
internal import RPM
package import Storage

/// Earlier asks as `asks` lists them.
package enum AskTable {
  package static func of(_ asks: [RunSummary]) -> AlignedTable {
    AlignedTable(
      columns: [
        AlignedTable.Column(title: "id", isNumber: true), AlignedTable.Column(title: "asked (UTC)"),
        AlignedTable.Column(title: "model", isNumber: true),
        AlignedTable.Column(title: "answer", shrinks: true), AlignedTable.Column(title: "conf."),
        AlignedTable.Column(title: "true", shrinks: true),
        AlignedTable.Column(title: "query", shrinks: true, least: 24),
      ],
      rows: asks.map { ask in
        [
          "\(ask.id)",
          ask.created.formatted(
            .iso8601.year().month().day().dateTimeSeparator(.space).time(
              includingFractionalSeconds: false)),
          ask.modelVersion.map { "\($0)" } ?? "-", ask.response ?? ask.state.rawValue,
          ask.confidence.map(Quotation.share) ?? "-", ask.expected ?? "-",
          SurveyQuestion(query: ask.query).stem,
        ]
      })
  }
}
