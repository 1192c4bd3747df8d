internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct ContractTests {
  private static let factors = ["Plot", "Music"].enumerated().map {
    Factor(id: $0, name: $1, description: "about \($1)", members: [])
  }

  private func problem(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)"
    }
  }

  // MARK: Extraction

  @Test func anInventedFactorIsNone() throws {
    let contract = ExtractContract(queries: 1, sheet: FactorSheet(Self.factors))
    let features = try contract.features(
      in: """
        {"features": [{"name": "a", "context": "b", "factor": "music"},
         {"name": "c", "context": "", "factor": "Pace"}, {"name": "d", "context": "e"},
         {"name": "f", "context": "g", "factor": "none"}]}
        """, isLast: false)
    #expect(features.map(\.factor) == [1, nil, nil, nil])
    #expect(features.map(\.name) == ["a", "c", "d", "f"])
  }

  @Test(arguments: [
    (#"{"features": []}"#, "features: is empty; name at least one feature that the text has"),
    (#"{"feature": []}"#, "\"features\" is missing"),
    (#"{"features": {"name": "x"}}"#, "features: should be a list"),
    (#"{"features": [{"name": "x"}]}"#, "features[0]: \"context\" is missing"),
    (#"{"features": ["x"]}"#, "features[0]: should be an object"),
    (#"{"features": [{"name": " ", "context": ""}]}"#, "features[0].name: is empty"),
    (#"{"features": [{"name": ["x"], "context": ""}]}"#, "features[0].name: should be text"),
  ])
  func whatIsWrongWithFeaturesIsSaid(reply: String, expected: String) {
    let contract = ExtractContract(queries: 1, sheet: nil)
    #expect(problem { _ = try contract.features(in: reply, isLast: false) } == expected)
  }

  @Test func upToTwelveFeaturesAreTaken() throws {
    let contract = ExtractContract(queries: 1, sheet: nil)
    func reply(_ count: Int) -> String {
      OracleCaller.json(["features": (0..<count).map { ["name": "n\($0)", "context": ""] }])
    }
    #expect(try contract.features(in: reply(12), isLast: false).count == 12)
    #expect(throws: ReplyProblem.self) { try contract.features(in: reply(13), isLast: false) }
    #expect(try contract.features(in: reply(0), isLast: true).isEmpty)
    // A bare list is taken for the only field.
    #expect(
      try contract.features(in: #"[{"name": "x", "context": "y"}]"#, isLast: false).count == 1)
  }

  @Test func severalQueriesAreToldApartByTheirIDs() throws {
    let contract = ExtractContract(queries: 3, sheet: nil)
    let reply = """
      {"items": [{"id": "q3", "features": [{"name": "c", "context": ""}]},
       {"id": 1, "features": [{"name": "a", "context": ""}]}]}
      """
    #expect(try contract.items(in: reply).map { $0.map(\.name) } == [["a"], [], ["c"]])
    #expect(
      problem { _ = try contract.items(in: #"{"items": [{"id": "q4", "features": []}]}"#) }
        == "items[0].id: q4 does not exist; there are q1 to q3")
    let twice = #"{"items": [{"id": "q1", "features": []}, {"id": "q1", "features": []}]}"#
    #expect(problem { _ = try contract.items(in: twice) } == "items[1].id: comes twice")
  }

  // MARK: Clustering

  @Test func idsThatDoNotExistAreDropped() throws {
    let contract = ClusterContract(letter: "f", count: 3)
    let proposals = try contract.proposals(
      in: """
        {"factors": [{"name": "A", "description": "d", "members": ["f1", "f9", "x", 2]},
         {"name": "None", "description": "", "members": ["f3"]},
         {"name": "B", "members": []}]}
        """)
    #expect(proposals == [FactorProposal(name: "A", description: "d", members: [0, 1])])
    #expect(
      problem {
        _ = try contract.proposals(
          in: #"{"factors": [{"name": "A", "description": "", "members": ["f4"]}]}"#)
      } == "factors: no factor has a member that exists; there are f1 to f3")
  }

  @Test func aMergeLosesNoGroup() {
    let groups = (0..<4).map { FactorProposal(name: "g\($0)", members: [$0 * 2, $0 * 2 + 1]) }
    let merged = ClusterContract.joined(
      groups,
      by: [
        FactorProposal(name: "A", members: [0, 2]), FactorProposal(name: "B", members: [2]),
        FactorProposal(name: "C", members: [3]),
      ])
    #expect(merged.map(\.name) == ["A", "C", "g1"])
    #expect(merged.flatMap(\.members).sorted() == Array(0..<8))
  }

  // MARK: Judging

  @Test func everyFeatureIsJudgedOnce() throws {
    let contract = JudgeContract(count: 2)
    func reply(_ ids: [String], _ polarity: String = "Negative") -> String {
      OracleCaller.json([
        "judgements": ids.map {
          ["id": $0, "influential": "yes", "polarity": polarity]
        }
      ])
    }
    #expect(
      try contract.judgements(in: reply(["F2", "1"]))
        == (0..<2).map { Judgement(feature: $0, isInfluential: true, polarity: .negative) })
    #expect(
      problem { _ = try contract.judgements(in: reply(["f1"])) }
        == "judgements: f2 is missing; judge every feature")
    #expect(
      problem { _ = try contract.judgements(in: reply(["f1", "f1"])) }
        == "judgements[1].id: f1 comes twice")
    #expect(
      problem { _ = try contract.judgements(in: reply(["f1", "f3"])) }
        == "judgements[1].id: f3 does not exist; there are f1 to f2")
    #expect(
      problem { _ = try contract.judgements(in: reply(["f1", "f2"], "mixed")) }
        == "judgements[0].polarity: \"mixed\" is not positive, neutral or negative")
  }

  // MARK: Paths

  private static let contract = PathContract(
    features: 4, sheet: FactorSheet(factors),
    answers: AnswerReading(.labels(["1", "2"], ordered: true), query: ""))

  private static func reply(
    features: String = #"["f1", "F4", "f1"]"#, factor: String = "music", conclusion: String = "1"
  ) -> String {
    """
    {"steps": [{"features": ["f2"], "factor": "none", "evidence": "", "effect": "x"},
     {"features": \(features), "factor": "\(factor)", "evidence": "e", "effect": "y"}],
     "conclusion": "\(conclusion)"}
    """
  }

  @Test func aPathIsRead() throws {
    let path = try Self.contract.path(in: Self.reply(), to: "1")
    #expect(
      path
        == ReasoningPath(
          steps: [
            .init(features: [1], factor: nil, evidence: "", effect: "x"),
            .init(features: [0, 3], factor: 1, evidence: "e", effect: "y"),
          ], conclusion: "1"))
  }

  @Test(arguments: [
    (reply(features: #"["f9"]"#), "steps[1].features[0]: f9 does not exist; there are f1 to f4"),
    (reply(features: "\"f1\""), "steps[1].features: should be a list"),
    (
      reply(factor: "Pace"),
      "steps[1].factor: there is no factor \"Pace\"; use the name of a listed one, or \"none\""
    ),
    (reply(conclusion: "5"), "conclusion: \"5\" is none of the labels; write one of: 1, 2"),
    (#"{"steps": [], "conclusion": "1"}"#, "steps: is empty; give 2 to 5 steps"),
    (#"{"steps": [{}], "conclusion": "1"}"#, "steps[0]: \"features\" is missing"),
  ])
  func whatIsWrongWithAPathIsSaid(reply: String, expected: String) {
    #expect(problem { _ = try Self.contract.path(in: reply, to: "1") } == expected)
  }

  @Test func reasoningStandsBeforeTheAnswer() throws {
    guard case .object(let fields) = Self.contract.generationSchema,
      case .object(let inner) = fields.first?.schema
    else {
      Issue.record("the schema is no object")
      return
    }
    #expect(fields.map(\.name) == ["reasoning", "answer"])
    #expect(inner.map(\.name) == ["steps", "conclusion"])
    #expect(fields.last?.schema == .string(oneOf: ["1", "2"]))
    let (path, answer) = try Self.contract.generation(
      in: "{\"reasoning\": \(Self.reply()), \"answer\": \"1.\"}")
    #expect((path.steps.count, answer) == (2, "1"))
  }

  @Test func aQueryWithoutFeaturesCanStillBeReasonedAbout() throws {
    let contract = PathContract(
      features: 0, sheet: FactorSheet([]), answers: AnswerReading(.open, query: ""))
    let reply = """
      {"steps": [{"features": [], "factor": "none", "evidence": "", "effect": "x"}],
       "conclusion": "T"}
      """
    #expect(try contract.path(in: reply, to: "T").steps.count == 1)
    #expect(
      problem { _ = try contract.path(in: Self.reply(), to: "1") }
        == "steps[0].features[0]: f2 does not exist; there are none")
  }
}
