internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct ClusteringTests {
  private static func items(_ names: [(String, Int)]) -> [ClusteringRequest.Item] {
    names.map { ClusteringRequest.Item(feature: Feature(name: $0.0, context: ""), count: $0.1) }
  }

  @Test func whatLiesNearIsNamedTogether() throws {
    let groups = try FeatureGroups(
      Self.items([
        ("friendly staff", 2), ("kind staff", 1), ("rude staff", 1), ("Friendly Staff", 1),
        ("steep mountain road", 1), ("cold soup", 3),
      ]), most: 10)
    #expect(groups.entries.count == 5)
    // Case apart, one name; the commonest first.
    #expect(groups.entries[0].items == [0, 3])
    #expect(groups.entries[0].count == 3)
    let names = groups.groups.map { $0.map { groups.entries[$0].feature.name }.sorted() }
    // Opposites lie near each other: the model parts them.
    #expect(names.contains(["friendly staff", "kind staff", "rude staff"]))
    #expect(names.contains(["cold soup"]))
    // What one text has is no group.
    #expect(!names.joined().contains("steep mountain road"))
    #expect(try FeatureGroups([], most: 10).groups.isEmpty)
    #expect(
      try FeatureGroups(Self.items([("\u{2026}", 2), ("!", 3)]), most: 10).entries.count == 2)
  }

  /// A small model gives one group the name of another.
  @Test func aNameMeansTheGroupThatItLiesNearestTo() throws {
    let groups = try FeatureGroups(
      Self.items([("friendly staff", 2), ("kind staff", 1), ("cold soup", 3), ("icy broth", 1)]),
      most: 10)
    let soup = try #require(
      groups.groups.indices.first { groups.middleName(ofGroup: $0) == "cold soup" })
    let staff = try #require(groups.groups.indices.first { $0 != soup })
    let all = groups.groups.indices
    #expect(groups.means("lukewarm food", group: soup, among: all))
    #expect(!groups.means("helpful waiters", group: soup, among: all))
    #expect(groups.means("helpful waiters", group: staff, among: all))
    #expect(groups.means("helpful waiters", group: soup, among: soup..<soup + 1))
  }

  @Test func whatSoundsGoodIsNeverPutWithWhatSoundsBad() throws {
    let items = [("good plot", 1.0), ("thin plot", -1), ("fine plot", 1), ("weak plot", -1)].map {
      ClusteringRequest.Item(
        feature: Feature(name: $0.0, context: "", valence: $0.1), count: 1)
    }
    let groups = try FeatureGroups(items, most: 10)
    let names = groups.groups.map { $0.map { groups.entries[$0].feature.name }.sorted() }
    #expect(
      names.map { $0.joined(separator: ", ") }.sorted() == [
        "fine plot, good plot", "thin plot, weak plot",
      ])
    let factors = ["good plot", "thin plot"].enumerated().map {
      Factor(id: $0, name: $1, members: [.init(name: $1, count: 1)])
    }
    let memory = ReasoningMemory(
      entries: [
        MemoryEntry(
          interaction: 0,
          features: [
            Feature(name: "good plot", context: "", factor: 0, valence: 1),
            Feature(name: "thin plot", context: "", factor: 1, valence: -1),
          ], path: nil)
      ])
    let offered = FeatureGroups.nearest(
      to: [
        Feature(name: "solid plot", context: "", valence: 1), Feature(name: "plot", context: ""),
      ],
      among: factors, of: memory, most: 5)
    #expect(offered == [[0], offered[1]])
    #expect(Set(offered[1]) == [0, 1])
  }

  @Test func oppositesPartByTheNamesThatTheModelGives() async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        switch call.role {
        case "extract":
          return call.user.contains("rude")
            ? #"{"features": [{"quote": "rude staff", "name": "rude staff"}]}"#
            : #"{"features": [{"quote": "kind staff", "name": "kind staff"}]}"#
        case "cluster": return #"{"g1": ["kind staff", "rude staff"]}"#
        case "assign": return #"{"f1": "kind staff", "f2": "rude staff"}"#
        default: return nil
        }
      })
    var user = People.stars
    user.history = ["kind staff", "rude staff", "kind staff ever", "such rude staff"].map {
      Interaction(query: $0, response: "1")
    }
    let model = try await bench.engine.fit(user).value
    #expect(model.factors.map(\.name).sorted() == ["kind staff", "rude staff"])
    #expect(model.factors.allSatisfy { $0.members.map(\.name) == [$0.name] })
    #expect(model.statistics.factors.map(\.support) == [2, 2])
  }

  @Test func whatFitsNoFactorHasNone() async throws {
    let bench = Bench(OracleCaller { call, _ in call.role == "assign" ? #"{"f1": "none"}"# : nil })
    let model = try await bench.engine.fit(People.stars).value
    // What lies in a named group belongs to it, whatever is answered; the rest has no factor.
    #expect(!model.factors.isEmpty)
    #expect(model.memory.entries.flatMap(\.features).contains { $0.factor == nil })
  }

  /// A user with so many features that no call takes them all.
  private static let wide: User = {
    var user = People.titles
    user.history = (0..<12).map { index in
      let words = (0..<8).map { "plot\(["s", "ted", "line", "ter"][$0 % 4])\(["", "ish"][$0 / 4])" }
      return Interaction(query: (words + ["only\(index)"]).joined(separator: " "), response: "T")
    }
    return user
  }()

  private static func lines(_ call: OracleCaller.Call, _ letter: String) -> Int {
    call.user.split(separator: "\n").count { line in
      line.hasPrefix(letter) && line.dropFirst().first?.isNumber == true
    }
  }

  @Test func noCallIsShownMoreThanASmallModelCanHold() async throws {
    // Two names for every group, so that there is something to choose.
    let bench = Bench(
      OracleCaller { call, _ in
        guard call.role == "cluster" else { return nil }
        let groups = (1...Self.lines(call, "g")).map { #""g\#($0)": ["kind p", "kind q"]"# }
        return "{\(groups.joined(separator: ", "))}"
      })
    _ = try await bench.engine.fit(Self.wide).value
    for call in bench.oracle.all("cluster") {
      #expect(Self.lines(call, "g") <= ChatSession.groupsPerCall)
    }
    for call in bench.oracle.all("assign") {
      #expect(Self.lines(call, "f") <= ChatSession.featuresPerCall)
    }
    #expect(!bench.oracle.all("assign").isEmpty)
  }

  @Test func allChunksAreWrittenIntoOneBatch() async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        if call.role == "assign" { throw RoleFailure("written down", reach: .deferred) }
        return nil
      }, settings: ChatModelSettings(concurrency: 1))
    let run = bench.engine.fit(People.stars)
    let error = await #expect(throws: RoleFailure.self) { try await run.value }
    #expect(error?.reach == .deferred)
    #expect(!bench.oracle.all("assign").isEmpty)
  }

  @Test func aChunkThatFailsEndsTheOthers() async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        if call.role == "cluster" { throw ChatError(.outOfMoney, "empty") }
        return nil
      }, settings: ChatModelSettings(concurrency: 1))
    let run = bench.engine.fit(Self.wide)
    await #expect(throws: RoleFailure.self) { try await run.value }
    #expect(bench.oracle.all("cluster").count == 1)
  }

  @Test func aListIsCutEvenly() {
    #expect(Chunks(count: 300, most: 300).ranges == [0..<300])
    #expect(Chunks(count: 301, most: 300).ranges == [0..<150, 150..<301])
    #expect(Chunks(count: 0, most: 300).ranges.isEmpty)
    #expect(Chunks(count: 901, most: 300).ranges.allSatisfy { $0.count <= 300 })
  }
}
