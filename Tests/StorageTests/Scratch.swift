internal import Foundation
internal import RPM

@testable internal import Storage

/// A folder of a test's own, gone with it.
final class Scratch: Sendable {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "rationale-test-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  var location: LibraryLocation {
    LibraryLocation(database: folder + "/data/library.sqlite", stateFolder: folder + "/state")
  }

  func library(patience: Double = 10) async throws -> Library {
    try await Library.open(location, patience: patience)
  }

  func path(_ name: String) -> String {
    folder + "/" + name
  }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  @discardableResult
  func write(_ data: Data, to name: String) throws -> String {
    let path = path(name)
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: path))
    return path
  }

  func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }
}

extension UsageBooking {
  static let sample = UsageBooking(
    stage: .reason, model: ModelIdentity(name: "m", version: "http://localhost/v1"),
    usage: Usage(calls: 1, inputTokens: 100, cachedInputTokens: 40, outputTokens: 20, dollars: 0.5),
    created: Date(timeIntervalSince1970: 1_700_000_000))
}

/// Values that several suites need.
enum Sample {
  static let reviews = #"""
    {"user": "Ada", "task": "reviews", "labels": [1, 2, 3, 4, 5], "instruction": "Rate it.", "history": [{"query": "A slow start, then brilliant.", "response": 4, "date": "2024-02-01"}, {"query": "Dull from end to end.", "response": "1", "date": "2024-01-05"}], "test": [{"query": "Fine acting.", "response": 5, "date": "2024-03-01"}]}
    """#

  static func model(_ task: TaskDefinition, entries: Int = 2, word: String = "plot") -> UserModel {
    UserModel(
      task: task, identity: ModelIdentity(name: "built-in", version: "1"),
      fitted: Date(timeIntervalSince1970: 1_700_000_000 + 1.0 / 3),
      factors: [
        Factor(
          id: 0, name: "Story", description: "what is told",
          members: [Factor.Member(name: word, count: 2)])
      ],
      statistics: UserStatistics(
        interactions: entries, answers: [1, 0, 0, 1, 0],
        factors: [FactorStatistics(factor: 0, support: 2, occurrences: 3, gain: 0.1 + 0.2)],
        chanceGain: .infinity, stability: -1.0 / 3),
      memory: ReasoningMemory(
        entries: (0..<entries).map { index in
          MemoryEntry(
            interaction: index,
            features: [Feature(name: word, context: "how it is told", factor: 0, valence: 0.1)],
            path: index % 2 == 0 ? path(word) : nil,
            audit: AuditReport(
              findings: [
                .init(step: 0, kind: .wrongNumber, quoted: ".5", stored: "1 of 3")
              ], numbersChecked: 3),
            key: [0.1, -.pi, 1e-30, 3],
            judgements: [Judgement(feature: 0, isInfluential: true, polarity: .negative)],
            stance: .middle, exclusion: index % 2 == 0 ? nil : .pathFailed)
        }),
      notes: Data([0, 1, 254, 255]), embedder: "static-256",
      usage: Usage(calls: 3, replayed: 1, inputTokens: 7, isEstimated: true, unpricedTokens: 7))
  }

  static func path(_ word: String) -> ReasoningPath {
    ReasoningPath(
      steps: [
        .init(
          features: [0], factor: 0, evidence: "\(word): 2 of 3 answers are a four",
          effect: "speaks for a four")
      ], conclusion: "4")
  }

  static func answer(query: String, word: String = "plot") -> Answer {
    Answer(
      query: query, response: "4", confidence: 0.1 + 0.2, hasLittleEvidence: false,
      features: [Feature(name: word, context: "")], path: path(word), audit: AuditReport(),
      retrieved: [RetrievedExample(interaction: 0, similarity: 0.5, answer: "4")],
      evidence: Evidence(
        labels: ["1", "4"],
        terms: [.init(name: "prior", values: [-Double.infinity, 0.3], parts: [])]),
      timings: [StageTiming(stage: .extract, seconds: 0.01)])
  }
}
