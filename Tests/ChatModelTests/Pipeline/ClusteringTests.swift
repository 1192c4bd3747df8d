internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct ClusteringTests {
  private func warnings(_ kinds: [EngineEvent.Kind]) -> [String] {
    kinds.compactMap { kind in if case .warning(let text) = kind { text } else { nil } }
  }

  @Test func whatIsForgottenIsAskedForAmongTheFactorsThatExist() async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        guard call.role == "cluster", !call.user.contains("were made before") else { return nil }
        // Repeats f1, invents f99, forgets the rest.
        return """
          {"factors": [{"name": "kind s", "description": "d", "members": ["f1", "f99", "f1"]},
           {"name": "kind p", "description": "e", "members": ["f1", "f2"]}]}
          """
      })
    let model = try await bench.engine.fit(People.stars).value
    let calls = bench.oracle.all("cluster")
    #expect(calls.count == 2)
    #expect(calls[1].user.contains("kind s: d\nkind p: e"))
    #expect(calls[1].user.contains("f1: great"))
    #expect(!calls[1].user.contains(": slow"))
    // Those of the second call joined the factor of the same name.
    #expect(model.factors.count { $0.name == "kind p" } == 1)
    let joined = model.factors.first { $0.name == "kind p" }
    #expect(joined?.members.map(\.name).sorted() == ["pace", "plot", "poor"])
    #expect(model.factors.flatMap(\.members).allSatisfy { !$0.isAutoAssigned })
  }

  @Test(arguments: [
    #"{"factors": [{"name": "kind s", "description": "d", "members": ["f1"]}]}"#, "no JSON at all",
  ])
  func whatIsForgottenTwiceGoesToTheNearest(second: String) async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        guard call.role == "cluster" else { return nil }
        return call.user.contains("were made before")
          ? second
          : """
          {"factors": [{"name": "kind s", "description": "d", "members": ["f1", "f2", "f3"]},
           {"name": "rest", "description": "d", "members": ["f4", "f5"]}]}
          """
      })
    let model = try await bench.engine.fit(People.stars).value
    #expect(model.memory.entries.flatMap(\.features).allSatisfy { $0.factor != nil })
    #expect(model.factors.flatMap(\.members).contains { $0.isAutoAssigned })
  }

  /// A user with so many features that no two of them are alike.
  private static let wide: User = {
    var user = People.titles
    user.history = (0..<45).map { index in
      let words = (index * 8..<index * 8 + 8).map(word)
      return Interaction(query: words.joined(separator: " "), response: "T\(index)")
    }
    return user
  }()

  /// A word of its own for each number; the first letters are a to e.
  private static func word(_ number: Int) -> String {
    let letters = [number % 5, number / 5 % 26, number / 130]
    return String(String.UnicodeScalarView(letters.map { Unicode.Scalar(UInt8(97 + $0)) })) + "x"
  }

  @Test func manyFeaturesAreGroupedInChunksAndMerged() async throws {
    let bench = Bench()
    let run = bench.engine.fit(Self.wide)
    let kinds = await kinds(of: run)
    let model = try await run.value
    #expect(bench.oracle.all("cluster").count == 2)
    #expect(bench.oracle.all("merge").count == 1)
    #expect(
      model.factors.map(\.name).sorted() == ["kind a", "kind b", "kind c", "kind d", "kind e"])
    #expect(model.factors.reduce(0) { $0 + $1.members.count } == 360)
    #expect(warnings(kinds).contains { $0.hasPrefix("360 distinct features are too many") })
    let notes = try #require(ChatNotes(model.notes))
    #expect((notes.clusterChunks, notes.mergeFailed) == (2, nil))
    let merge = try #require(bench.oracle.all("merge").first)
    #expect(merge.user.contains("g10: kind e: what begins alike (such as "))
  }

  @Test func groupsThatCannotBeMergedStayAndAreNoted() async throws {
    let bench = Bench(OracleCaller { call, _ in call.role == "merge" ? "no" : nil })
    let run = bench.engine.fit(Self.wide)
    let kinds = await kinds(of: run)
    let model = try await run.value
    #expect(model.factors.count == 5)
    #expect(ChatNotes(model.notes)?.mergeFailed == true)
    #expect(warnings(kinds).contains { $0.contains("could not be merged") })
  }

  @Test func allChunksAreWrittenIntoOneBatch() async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        if call.role == "cluster" { throw RoleFailure("written down", reach: .deferred) }
        return nil
      }, settings: ChatModelSettings(concurrency: 1))
    let run = bench.engine.fit(Self.wide)
    let error = await #expect(throws: RoleFailure.self) { try await run.value }
    #expect(error?.reach == .deferred)
    #expect(bench.oracle.all("cluster").count == 2)
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
