package import ChatModel

/// What a check of an endpoint found, for a person.
package enum ConnectionLines {
  package static func of(_ finding: ConnectionReport.Finding) -> [String] {
    let subject = finding.subject.rawValue
    let head = subject + String(repeating: " ", count: max(2, 12 - subject.count))
    let mark =
      switch finding.grade {
      case .good: ""
      case .fair: "fair: "
      case .bad: "BAD: "
      }
    return [head + mark + finding.found]
      + (finding.wayOut.map { [String(repeating: " ", count: head.count) + $0] } ?? [])
  }
}

/// The same as `models --check --json` prints it.
package struct ConnectionDocument: Codable, Hashable {
  package struct Finding: Codable, Hashable {
    package var subject: ConnectionReport.Finding.Subject
    package var grade: ConnectionReport.Finding.Grade
    package var found: String
    package var wayOut: String?
  }

  package var endpoint: String
  package var model: String?
  package var usable: Bool
  package var reachable: Bool
  package var key: ConnectionReport.KeyState
  package var models: [String]
  package var reportedModel: String?
  package var streams: Bool?
  /// The length of its vectors; missing where it has none.
  package var embeddingDimensions: Int?
  package var secondsToFirstText: Double?
  package var findings: [Finding]

  package init(_ report: ConnectionReport) {
    endpoint = report.endpoint
    model = report.model
    usable = report.isGood
    reachable = report.isReachable
    key = report.key
    models = report.models.map(\.id)
    reportedModel = report.reportedModel
    streams = report.streams
    embeddingDimensions = report.embeddingDimensions
    secondsToFirstText = report.secondsToFirstText
    findings = report.findings.map {
      Finding(subject: $0.subject, grade: $0.grade, found: $0.found, wayOut: $0.wayOut)
    }
  }
}
