internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct ContractTests {
  private func problem(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)"
    }
  }

  // MARK: Extraction

  private static let extraction = ExtractContract(queries: ["A slow start,\nthen a \"Plot\"!"])

  @Test func aFeatureIsAnchoredInTheWordsOfTheText() throws {
    let features = try Self.extraction.features(
      in: """
        {"features": [{"quote": "slow START then", "name": "slow start"},
         {"quote": "a “plot”", "name": "real plot"},
         {"quote": "then a new plot", "name": "invented"}, {"quote": "", "name": "no words"},
         {"quote": "…", "name": "no letters"}]}
        """, isLast: false)
    #expect(features.map(\.name) == ["slow start", "real plot"])
    // As the words stand in the text, not as they were copied.
    #expect(features.map(\.quote) == ["slow start,\nthen", "a \"Plot"])
    #expect(features.map(\.context) == ["slow start, then", "a \"Plot"])
  }

  @Test func howTheWordsSoundIsAskedWhereAnswersAreAScale() throws {
    let reply = #"{"features": [{"quote": "slow", "name": "slow start", "sounds": "Bad"}]}"#
    for (kind, valence) in [
      (AnswerKind.scale, -1.0), (.label, nil), (.options, nil), (.open, nil),
    ] {
      let contract = ExtractContract(queries: Self.extraction.queries, kind: kind)
      #expect(contract.schema.json.contains("sounds") == (valence != nil))
      #expect(try contract.features(in: reply, isLast: false).map(\.valence) == [valence])
    }
  }

  @Test(arguments: [
    (#"{"features": []}"#, "features: is empty; name at least one feature that the text has"),
    (
      #"{"features": [{"quote": "a thin plot", "name": "x"}]}"#,
      "features: no quote stands in the text; copy its words exactly as they are"
    ),
    (#"{"feature": []}"#, "\"features\" is missing"),
    (#"{"features": {"name": "x"}}"#, "features: should be a list"),
    (#"{"features": [{"name": "x"}]}"#, "features[0]: \"quote\" is missing"),
    (#"{"features": ["x"]}"#, "features[0]: should be an object"),
    (#"{"features": [{"name": " ", "quote": ""}]}"#, "features[0].name: is empty"),
    (#"{"features": [{"name": ["x"], "quote": ""}]}"#, "features[0].name: should be text"),
  ])
  func whatIsWrongWithFeaturesIsSaid(reply: String, expected: String) {
    #expect(
      problem { _ = try Self.extraction.features(in: reply, isLast: false) } == expected)
  }

  @Test func upToTwelveFeaturesAreTaken() throws {
    func reply(_ count: Int) -> String {
      OracleCaller.json(["features": (0..<count).map { ["name": "n\($0)", "quote": "plot"] }])
    }
    let contract = Self.extraction
    #expect(try contract.features(in: reply(12), isLast: false).count == 12)
    #expect(throws: ReplyProblem.self) { try contract.features(in: reply(13), isLast: false) }
    #expect(try contract.features(in: reply(0), isLast: true).isEmpty)
    // A bare list is taken for the only field.
    #expect(
      try contract.features(in: #"[{"name": "x", "quote": "slow"}]"#, isLast: false).count == 1)
  }

  @Test func severalQueriesAreToldApartByTheirIDs() throws {
    let contract = ExtractContract(queries: ["one a", "two b", "three c"])
    let reply = """
      {"items": [{"id": "q3", "features": [{"name": "c", "quote": "c"}]},
       {"id": 1, "features": [{"name": "a", "quote": "a"}, {"name": "b", "quote": "b"}]}]}
      """
    // What is quoted must stand in the same text.
    #expect(try contract.items(in: reply).map { $0.map(\.name) } == [["a"], [], ["c"]])
    #expect(
      problem { _ = try contract.items(in: #"{"items": [{"id": "q4", "features": []}]}"#) }
        == "items[0].id: q4 does not exist; there are q1 to q3")
    let twice = #"{"items": [{"id": "q1", "features": []}, {"id": "q1", "features": []}]}"#
    #expect(problem { _ = try contract.items(in: twice) } == "items[1].id: comes twice")
  }

  // MARK: Factors

  @Test func groupsGetNames() throws {
    let contract = ClusterContract(groups: 3)
    #expect(
      try contract.names(in: #"{"g1": ["kind staff", "rude  staff", "x"], "g2": "one", "g9": []}"#)
        == [["kind staff", "rude staff"], ["one"], []])
    #expect(
      problem { _ = try contract.names(in: #"{"g1": ["None"], "g2": []}"#) }
        == "names no group; give g1 to g3 a list of names each")
  }

  @Test func everyFeatureGetsOneFactorOfItsListOrNone() throws {
    let contract = AssignContract(
      choices: [["kind staff", "rude staff"], ["noise"], ["noise"], ["noise"]].map {
        .init(feature: Feature(name: "x", context: ""), factors: $0)
      })
    #expect(
      try contract.factors(
        in: #"{"f1": "Rude staff", "f2": "none", "f3": "kind staff", "f9": "noise"}"#)
        == [1, nil, nil, nil])
    #expect(
      problem { _ = try contract.factors(in: #"{"x": "noise"}"#) }
        == "\"f1\" is missing; choose a factor or none for every feature")
    #expect(
      contract.schema.json.contains(#""f2":{"type":"string","description":"name of a factor"#))
    #expect(contract.schema.json.contains(#""enum":["kind staff","rude staff","none"]"#))
  }

  // MARK: Judging

  private static func judging(_ answers: AnswerSpace, _ query: String, _ response: String)
    -> JudgeContract
  {
    JudgeContract(
      JudgementRequest(
        interaction: 0, item: Interaction(query: query, response: response),
        features: ["a", "b", "c"].map { Feature(name: $0, context: "") }), answers: answers)
  }

  @Test func aFreeAnswerTakesUpTurnsOrLeavesOut() throws {
    let contract = Self.judging(.open, "text", "title")
    let judged = try contract.judgement(in: #"{"f1": "Taken", "f2": "turned", "f3": "left"}"#)
    #expect(judged.features.map(\.isInfluential) == [true, true, false])
    #expect(judged.features.map(\.polarity) == [.positive, .negative, .neutral])
    #expect(judged.stance == nil)
    #expect(
      problem { _ = try contract.judgement(in: #"{"f1": "taken", "f2": "taken"}"#) }
        == "\"f3\" is missing")
    #expect(
      problem { _ = try contract.judgement(in: #"{"f1": "kept", "f2": "left", "f3": "left"}"#) }
        == "f1: \"kept\" is not taken, turned or left")
  }

  /// "Don't know" is an answer of its own, whatever side it is judged to take.
  @Test(arguments: [
    ("A", Stance.favour, Judgement.Polarity.positive), ("B", .against, .negative),
    ("C", .unanswered, .neutral),
  ])
  func anAnsweredQuestionHasASide(
    response: String, stance: Stance, polarity: Judgement.Polarity
  ) throws {
    let query = SurveyQuestion.query(stem: "More?", options: ["Yes", "No", "Don't know"])
    let contract = Self.judging(.options, query, response)
    let reply = #"{"sides": {"A": "for", "B": "Against", "C": "neither"}, "moved": ["f2", "f9"]}"#
    let judged = try contract.judgement(in: reply)
    #expect(judged.stance == stance)
    #expect(judged.features.map(\.isInfluential) == [false, true, false])
    #expect(judged.features.allSatisfy { $0.polarity == polarity })
    #expect(
      problem { _ = try contract.judgement(in: #"{"sides": {"D": "for"}, "moved": []}"#) }
        == "sides: \"\(response)\" is missing")
  }

  // MARK: Paths

  private static let contract = PathContract(
    features: ["thin plot", "slow start", "music", "end"].map { Feature(name: $0, context: "") },
    citations: Citation.numbered([
      Citation(factor: 1, told: "[music] answer 2: 3 of 4", quote: "P(2) 3 of 4 = .75"),
      Citation(told: "[all answers] answer 1: 2 of 9", quote: "base P(1) 2 of 9 = .22"),
    ]), answers: AnswerReading(.labels(["1", "2"], ordered: true), query: ""))

  private static func reply(
    features: String = #"["f1", "F4", "f1"]"#, cite: String = "s1", pointed: String = "1"
  ) -> String {
    """
    {"steps": [{"features": ["f2"], "cite": "none", "why": "x.", "for": "2"},
     {"features": \(features), "cite": "\(cite)", "why": "as f3 says (s1, s2), so f12 it is:",
     "for": "\(pointed)"}], "answer": "1."}
    """
  }

  @Test func figuresAreWrittenByTheProgram() throws {
    let path = try Self.contract.path(in: Self.reply(), to: "1")
    #expect(
      path
        == ReasoningPath(
          steps: [
            .init(features: [1], factor: nil, evidence: "", effect: "x: speaks for 2"),
            .init(
              features: [0, 3], factor: 1, evidence: "P(2) 3 of 4 = .75",
              effect: "as \"music\" says, so f12 it is: speaks for 1"),
          ], conclusion: "1"))
    let base = try Self.contract.path(in: Self.reply(cite: "S2"), to: "1").steps[1]
    #expect(base.factor == nil)
    #expect(base.evidence == "base P(1) 2 of 9 = .22")
  }

  @Test func onAScaleWhatFollowsIsTheAnswer() throws {
    var tags = Self.contract
    tags.answers = AnswerReading(.labels(["1", "2"], ordered: false), query: "")
    let why = "When the plot is thin, this person gives a rating of"
    let reply = #"{"steps": [{"cite": "none", "features": [], "why": "\#(why)", "for": "1"}]}"#
    #expect(
      try Self.contract.path(in: reply, to: "1").steps[0].effect
        == "When the plot is thin: speaks for 1")
    #expect(
      try tags.path(in: reply, to: "1").steps[0].effect == "\(why): speaks for 1")
  }

  @Test func theRestOfAnExamplesReasonGoes() throws {
    let path = try Self.contract.path(
      in:
        #"{"steps": [{"cite": "none", "features": [], "why": "When so: speaks for:", "for": "1"}]}"#,
      to: "1")
    #expect(path.steps[0].effect == "When so: speaks for 1")
  }

  @Test func aSentenceThatWasCutSaysSo() throws {
    func effect(_ why: String) throws -> String {
      try Self.contract.path(
        in: #"{"steps": [{"cite": "none", "features": ["f1"], "why": "\#(why)", "for": "1"}]}"#,
        to: "1"
      ).steps[0].effect
    }
    let long = "When " + String(repeating: "so ", count: 66) + "on"
    #expect(try effect(long) == "\(long)…: speaks for 1")
    #expect(try effect("When so, ④ it is ½.") == "When so, it is: speaks for 1")
  }

  @Test func aStatisticIsCitedOfTheFeaturesThatItIsAbout() throws {
    var contract = Self.contract
    for (index, factor) in [0, 1, 1, 2].enumerated() { contract.features[index].factor = factor }
    func cited(_ features: String) throws -> [Int] {
      try contract.path(in: Self.reply(features: features), to: "1").steps[1].features
    }
    #expect(try cited(#"["f1", "f3"]"#) == [2])
    #expect(try cited(#"["f4"]"#) == [1, 2])
    #expect(try cited("[]") == [1, 2])
    // Nothing to be put right: the audit says so.
    contract.features[1].factor = nil
    contract.features[2].factor = nil
    #expect(try cited(#"["f1"]"#) == [0])
  }

  @Test(arguments: [
    (reply(features: #"["f9"]"#), "steps[1].features[0]: f9 does not exist; there are f1 to f4"),
    (reply(features: "\"f1\""), "steps[1].features: should be a list"),
    (reply(cite: "s3"), "steps[1].cite: s3 does not exist; there are s1 to s2"),
    (reply(pointed: "5"), "steps[1].for: \"5\" is none of the labels; write one of: 1, 2"),
    (#"{"steps": []}"#, "steps: is empty; give 1 to 4 steps"),
    (#"{"steps": [{}]}"#, "steps[0]: \"features\" is missing"),
  ])
  func whatIsWrongWithAPathIsSaid(reply: String, expected: String) {
    #expect(problem { _ = try Self.contract.path(in: reply, to: "1") } == expected)
  }

  @Test func reasoningStandsBeforeTheAnswer() throws {
    guard case .object(let fields) = Self.contract.generationSchema else {
      Issue.record("the schema is no object")
      return
    }
    #expect(fields.map(\.name) == ["steps", "answer"])
    #expect(fields.last?.schema == .string(oneOf: ["1", "2"]))
    let (path, answer) = try Self.contract.generation(in: Self.reply())
    #expect((path.steps.count, answer, path.conclusion) == (2, "1", "1"))
  }

  @Test func freeTextHasNoLimitAndPointsToNoLabel() throws {
    let contract = PathContract(
      features: [], citations: [], answers: AnswerReading(.open, query: ""))
    #expect(!contract.generationSchema.json.contains("\"for\""))
    let long = String(repeating: "long answer ", count: 2_000) + "end"
    let reply = """
      {"steps": [{"features": [], "cite": "none", "why": "x"}], "answer": "\(long)"}
      """
    let (path, answer) = try contract.generation(in: reply)
    #expect(answer == long)
    #expect(path.steps == [.init(features: [], factor: nil, evidence: "", effect: "x")])
    #expect(
      problem { _ = try contract.path(in: Self.reply(), to: "1") }
        == "steps[0].features[0]: f2 does not exist; there are none")
  }
}
