internal import ChatModel

/// What a check of an endpoint found, for a person.
enum ConnectionLines {
  static func of(_ finding: ConnectionReport.Finding) -> [String] {
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
struct ConnectionDocument: Codable, Hashable {
  struct Finding: Codable, Hashable {
    var subject: ConnectionReport.Finding.Subject
    var grade: ConnectionReport.Finding.Grade
    var found: String
    var wayOut: String?
  }

  var endpoint: String
  var model: String?
  var usable: Bool
  var reachable: Bool
  var key: ConnectionReport.KeyState
  var models: [String]
  var reportedModel: String?
  var streams: Bool?
  /// The length of its vectors; missing where it has none.
  var embeddingDimensions: Int?
  var secondsToFirstText: Double?
  var findings: [Finding]

  init(_ report: ConnectionReport) {
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
