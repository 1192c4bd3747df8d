internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct FeatureReaderTests {
  private func features(
    _ text: String, style: ReadingStyle, known: [String] = []
  ) -> [Feature] {
    let knowledge = HandMadeWords(dimensions: 1)
    let batch = TextBatch(
      [text], knowledge: knowledge,
      valence: Valence(knowledge: knowledge, direction: .none(1)))
    let reader = FeatureReader(
      style: style, repeated: RepeatedPhrases(),
      properNames: HashSet(known.map(StableHash.of)))
    return reader.features(of: batch.texts[0], words: batch.words)
  }

  @Test func topicsShareNoStem() {
    let found = features("dark castles and a dark castle by the sea", style: .descriptions)
    #expect(found.map(\.name) == ["dark castles", "sea"])
    let stems = found.flatMap { $0.name.split(separator: " ").map { Stem.of(String($0)) } }
    #expect(Set(stems).count == stems.count)
  }

  @Test func equalScoresAreInAlphabeticalOrder() {
    let found = features("zebra, apple, mango", style: .descriptions)
    #expect(found.map(\.name) == ["apple", "mango", "zebra"])
  }

  @Test(arguments: [
    ("a misery to clean", "misery to clean"), ("it was so hard to clean", "so hard to clean"),
    ("really too hard to clean", "really too hard to clean"),
    ("it was impossible to clean", "impossible to clean"),
    ("the waiter was rude to everybody", "rude waiter"),
    ("the staff seemed very dreadful", "very dreadful staff"),
  ])
  func aComplaintSaysOfWhat(text: String, name: String) {
    let found = features(text, style: .reviews)
    let complaint = found.first { $0.name == name }
    #expect((complaint?.valence ?? 0) < 0, "\(found.map { "\($0.name) \($0.valence ?? 0)" })")
    // What was judged is no feature, or praise, of its own.
    #expect(!found.contains { $0.name == "clean" || $0.name == "waiter" || $0.name == "staff" })
    #expect(text.contains(complaint?.quote ?? "-"))
  }

  @Test func tooMuchOfABadThingIsNotGood() {
    let found = features("too rude, too sweet, too dreadful", style: .reviews)
    #expect(found.count == 3 && found.allSatisfy { ($0.valence ?? 0) < 0 }, "\(found)")
  }

  @Test func atMostTwentyTopics() {
    let text = (0..<40).map { "word\(Character(UnicodeScalar(UInt8(97 + $0 % 26))))x\($0)" }
      .joined(separator: ", ")
    #expect(features(text, style: .descriptions).count == 20)
  }

  @Test func contextIsTheClauseOfTheFirstTwelveWords() {
    let found = features(
      "It rains. One Two three four five six seven eight nine ten eleven twelve thirteen Paris",
      style: .descriptions)
    let paris = found.first { $0.name == "Paris" }
    #expect(
      paris?.context
        == "One Two three four five six seven eight nine ten eleven twelve")
  }

  @Test func namesKeepTheirCapital() {
    let found = features("there with Roald, and by Young Anna", style: .descriptions).map(\.name)
    #expect(found.contains("Roald"))
    #expect(found.contains("Young Anna"))
    #expect(features("Roald is here", style: .descriptions).map(\.name).contains("roald"))
    #expect(
      features("Roald is here", style: .descriptions, known: ["roald"]).map(\.name)
        .contains("Roald"))
  }

  @Test(arguments: [
    ("there was no bleeding", "no bleeding"), ("it is hardly a plot", "hardly a plot"),
    ("the pan is hard to clean", "hard to clean"), ("lamps without cables", "without cables"),
  ])
  func topicsHaveTheirDirection(text: String, name: String) {
    let found = features(text, style: .descriptions)
    #expect(found.contains { $0.name == name && $0.quote == name }, "\(found.map(\.name))")
  }

  @Test func whatIsDeniedIsNotWhatIsSaid() throws {
    let space = FeatureSpace(knowledge: HandMadeWords(dimensions: 1), hasValence: false)
    func point(_ text: String) throws -> FeatureSpace.Point {
      space.point(of: try #require(features(text, style: .descriptions).last))
    }
    let (hard, easy) = (try point("it is hard to clean"), try point("it is easy to clean"))
    let (denied, plain) = (try point("there was no bleeding"), try point("there was bleeding"))
    #expect(!denied.mayJoin(plain))
    #expect(!hard.mayJoin(easy))
    #expect(hard.mayJoin(try point("it is difficult to clean")))
  }

  @Test func evaluationsComeWithModifiersAndValence() {
    let found = features("The ending was not very good at all", style: .reviews)
    #expect(found.first?.name == "not very good ending")
    #expect(abs((found.first?.valence ?? 0) - 1 * 1.3 * -0.6) < 1e-12)
    #expect(found.first?.context == "The ending was not very good at all")
  }

  @Test(arguments: [ReadingStyle.reviews, .descriptions, .passages, .questions])
  func quotesStandInTheTextAsTheyAre(style: ReadingStyle) {
    let text = """
      The ending was NOT\t very  good, but Burt\tYoung’s old castle and the caf\u{E9}'s dark halls are; 王小明在家看书。
      """
    let found = features(text, style: style)
    #expect(!found.isEmpty)
    for feature in found {
      #expect(feature.quote.map { text.contains($0) } == true, "\(feature)")
    }
    if style == .reviews {
      #expect(found.contains { $0.quote == "ending was NOT\t very  good" }, "\(found)")
    }
  }

  @Test func anEvaluationIsNotATopicAsWell() {
    let found = features("A perfect day. Perfect!", style: .reviews)
    #expect(found.filter { $0.name.contains("perfect") && $0.valence == nil }.isEmpty)
    #expect(!found.contains { $0.name == "day" })
  }

  @Test func aPhraseWithinATakenOneIsSkipped() {
    let found = features("Great silly fun. Silly fun.", style: .reviews)
    let evaluations = found.filter { $0.valence != nil }.map(\.name)
    #expect(evaluations == ["great silly fun", "silly fun"])
  }

  @Test func atMostEightEvaluationsAndFourTopics() {
    let good = ["superb", "awful", "boring", "brilliant", "great", "terrific", "lousy", "dull"]
    let more = ["horrible", "perfect"]
    let topics = ["castle", "river", "bridge", "forest", "tower", "village"]
    let found = features((good + more + topics).joined(separator: ", "), style: .reviews)
    #expect(found.count { $0.valence != nil } == 8)
    #expect(found.count { $0.valence == nil } == 4)
  }

  @Test func connectivesAreNeitherEvaluationNorTopic() {
    let found = features("Although silly, often somewhat, never, mostly castle", style: .reviews)
    #expect(found.map(\.name) == ["silly", "castle"])
  }

  @Test func onlyTellingPhrasesAreEvaluations() {
    let found = features("Too many castles, a waste of time", style: .reviews)
    #expect(found.filter { $0.valence != nil }.map(\.name) == ["waste of time"])
  }

  @Test func descriptionsHaveNoEvaluations() {
    #expect(features("a superb castle", style: .descriptions).allSatisfy { $0.valence == nil })
  }

  @Test func everyScriptYieldsFeatures() {
    for text in ["科幻电影里的机器人", "роман о войне", "映画の宇宙船", "ภาพยนตร์วิทยาศาสตร์", "소설 전쟁"] {
      #expect(!features(text, style: .descriptions).isEmpty, "\(text)")
    }
  }

  @Test func hostileTextsDoNoHarm() {
    let texts = [
      "", " \n\t", String(repeating: "a", count: 100_000), String(repeating: "very ", count: 5_000),
      "\u{0}\u{202E}abc\u{202C}", "e\u{301}\u{301}\u{301}\u{301}", "'''' -- '' - '", "%@ %n %s {}",
      String(repeating: "(", count: 1_000), "\u{FEFF}\u{200B}word\u{200B}",
    ]
    for text in texts {
      for style in [ReadingStyle.descriptions, .reviews] {
        let found = features(text, style: style)
        #expect(found.count <= 20)
        #expect(found.allSatisfy { !$0.name.isEmpty })
      }
    }
  }
}
