internal import Testing

@testable import RPM

@Suite struct EditingTests {
  private static let user = User(
    name: "Mara",
    task: TaskDefinition(
      name: "t", instruction: "", answers: .labels(["1", "2"], ordered: true)),
    history: [
      ("red apple", "1"), ("green apple", "2"), ("red plum", "1"), ("green plum", "2"),
    ].map { Interaction(query: $0.0, response: $0.1) })
  private let history = Self.user.history
  private let engine: Engine
  private let model: UserModel

  init() async throws {
    engine = Engine(blackBox: ScriptedModel(), embedder: LetterEmbedder(), clock: .still)
    var model = try await engine.fit(Self.user).value
    // The scripted model leaves gains out, which real ones do not.
    model.statistics = Recount.statistics(
      of: model, history: history, isStock: model.factors.map { _ in false }, marksCommon: false)
    self.model = model
  }

  private func edited(_ edits: ModelEdit..., of start: UserModel? = nil) throws -> UserModel {
    try edits.reduce(start ?? model) { try $0.applying($1, history: history).model }
  }

  private func factor(_ name: String, of model: UserModel) throws -> Factor {
    try #require(model.factors.first { $0.name == name })
  }

  private func isPartition(_ model: UserModel) -> Bool {
    model.factors.indices.allSatisfy { model.factors[$0].id == $0 }
      && model.statistics.factors.map(\.factor) == Array(model.factors.indices)
      && model.memory.entries.flatMap { $0.features.compactMap(\.factor) }
        .allSatisfy(model.factors.indices.contains)
      && model.memory.entries.flatMap { $0.path?.steps.compactMap(\.factor) ?? [] }
        .allSatisfy(model.factors.indices.contains)
  }

  @Test func aMergeCountsQueriesOnce() throws {
    let merged = try edited(.merge(factors: ["red", "APPLE"], name: "Red or apple"))
    #expect(isPartition(merged))
    let factor = try factor("Red or apple", of: merged)
    let own = merged.statistics.factors[factor.id]
    // Three queries have one or the other; one of them has both.
    #expect(own.support == 3)
    #expect(own.occurrences == 4)
    #expect(own.answers == [2, 1])
    #expect(factor.members.map(\.name) == ["apple", "red"])
    #expect(merged.factors.count == model.factors.count - 1)
  }

  @Test func aSplitTakesFeaturesAndNumbersWithThem() throws {
    let merged = try edited(.merge(factors: ["red", "apple"], name: "both"))
    let split = try edited(.split(factor: "both", features: ["Red"], name: "colour"), of: merged)
    #expect(isPartition(split))
    let colour = try factor("colour", of: split)
    #expect(colour.id == split.factors.count - 1)
    #expect(split.statistics.factors[colour.id].answers == [2, 0])
    #expect(try split.statistics.factors[factor("both", of: split).id].answers == [1, 1])
  }

  @Test func mergeAndSplitGiveTheFirstStatisticsBack() throws {
    let back = try edited(
      .merge(factors: ["apple", "red"], name: "apple"),
      .split(factor: "apple", features: ["red"], name: "red"))
    for factor in model.factors {
      let id = try self.factor(factor.name, of: back).id
      var own = back.statistics.factors[id]
      own.factor = factor.id
      #expect(own == model.statistics.factors[factor.id], "\(factor.name)")
    }
    #expect(back.statistics.chanceGain == model.statistics.chanceGain)
  }

  @Test func droppedFeaturesBelongToNone() throws {
    let dropped = try edited(.drop(factor: "red"))
    #expect(isPartition(dropped))
    #expect(!dropped.factors.contains { $0.name == "red" })
    let red = dropped.memory.entries.flatMap(\.features).filter { $0.name == "red" }
    #expect(red.count == 2 && red.allSatisfy { $0.factor == nil })
    let stale = dropped.memory.entries.compactMap(\.marks.staleness)
    #expect(stale.contains(Staleness(.factorGone, "red")))
  }

  @Test func aFeatureMovesInOneItemOrInAll() throws {
    let one = try edited(.move(feature: "red", item: 0, to: "plum"))
    #expect(try one.statistics.factors[factor("red", of: one).id].support == 1)
    let all = try edited(.move(feature: "red", item: nil, to: "plum"))
    #expect(isPartition(all))
    // A factor without a feature is none.
    #expect(!all.factors.contains { $0.name == "red" })
    #expect(try factor("plum", of: all).members.map(\.name) == ["plum", "red"])
    let none = try edited(.move(feature: "red", item: 2, to: nil))
    #expect(none.memory.entries[2].features.first { $0.name == "red" }?.factor == nil)
  }

  @Test func anExcludedItemCountsForNothingUntilItIsIncluded() async throws {
    let without = try edited(.exclude(item: 0))
    #expect(without.statistics.interactions == 3)
    #expect(without.statistics.answers == [1, 2])
    #expect(try without.statistics.factors[factor("apple", of: without).id].answers == [0, 1])
    let key = try #require(without.memory.entries.first?.key)
    let ranked = Retrieval.rank(
      key: key, memory: without.memory, history: history, query: "?", limit: 9)
    #expect(!ranked.contains { $0.interaction == 0 })
    let back = try edited(.include(item: 0), of: without)
    #expect(back.statistics == model.statistics)
    #expect(back.factors == model.factors)
    #expect(
      Retrieval.rank(key: key, memory: back.memory, history: history, query: "?", limit: 9)
        .contains { $0.interaction == 0 })
    #expect(without.counted(history).map(\.response) == ["", "2", "1", "2"])
    let answer = try await engine.ask("red apple?", of: without, history: history, k: 9).value
    #expect(!answer.retrieved.contains { $0.interaction == 0 })
    #expect(!answer.retrieved.isEmpty)
  }

  @Test func pinnedComeFirstAndKHolds() async throws {
    let key = try #require(model.memory.entries.first?.key)
    func rank(_ model: UserModel, _ limit: Int) -> [Int] {
      Retrieval.rank(
        key: key, memory: model.memory, history: history, query: "?", limit: limit
      ).map(\.interaction)
    }
    let last = try #require(rank(model, 4).last)
    let pinned = try edited(.pin(item: last))
    #expect(rank(pinned, 2) == [last, rank(model, 1)[0]])
    #expect(rank(pinned, 1) == [last])
    #expect(Set(rank(pinned, 4)) == Set(rank(model, 4)))
    let held = try edited(.excludeExample(item: last), of: pinned)
    #expect(!rank(held, 4).contains(last))
    #expect(held.statistics == model.statistics)
    #expect(throws: EditError.self) { try edited(.pin(item: last), of: held) }
  }

  @Test func onlyPathsThatCiteWhatChangedAreStale() throws {
    let merged = try edited(.merge(factors: ["red", "plum"], name: "red"))
    for entry in merged.memory.entries {
      let cited = model.memory.entries[entry.interaction].path?.steps.compactMap(\.factor) ?? []
      let names = Set(cited.map { model.factors[$0].name })
      #expect(
        (entry.marks.staleness != nil) == !names.isDisjoint(with: ["red", "plum"]),
        "item \(entry.interaction): \(names)")
    }
    let described = try edited(.describe(factor: "red", text: "the colour"))
    #expect(described.stalePaths.isEmpty)
    #expect(described.statistics == model.statistics)
  }

  @Test func stalePathsAreMadeAnewAndNoOthers() async throws {
    let edited = try edited(.merge(factors: ["red", "plum"], name: "red plum"))
    let stale = Set(edited.stalePaths.map(\.interaction))
    #expect(!stale.isEmpty)
    let rebuilt = try await engine.rebuild(edited, history: history).value
    #expect(rebuilt.stalePaths.isEmpty)
    #expect(rebuilt.memory.entries.allSatisfy { $0.audit.isClean })
    #expect(rebuilt.statistics == edited.statistics)
    for (old, new) in zip(edited.memory.entries, rebuilt.memory.entries)
    where !stale.contains(old.interaction) {
      #expect(old.path == new.path)
    }
    #expect(Set(ModelDiff(from: edited, to: rebuilt).rebuilt) == stale)
    #expect(!rebuilt.memory.entries.contains { $0.marks.isKeyOutdated })
  }

  @Test func aPathMadeAnewTwiceIsNotedAsInAFit() async throws {
    let edited = try edited(.merge(factors: ["red", "plum"], name: "red plum"))
    let stale = Set(edited.stalePaths.map(\.interaction))
    #expect(!stale.isEmpty)
    var behaviour = ScriptedModel.Behaviour()
    behaviour.misquotes = 1
    let stumbling = Engine(
      blackBox: ScriptedModel(behaviour: behaviour), embedder: LetterEmbedder(), clock: .still)
    let rebuilt = try await stumbling.rebuild(edited, history: history).value
    for entry in rebuilt.memory.entries where stale.contains(entry.interaction) {
      #expect(entry.exclusion == nil && entry.audit.isClean && entry.audit.isRepaired == true)
    }
    #expect(ModelAudit(rebuilt, history: history).count(.repaired) == stale.count)
  }

  @Test func anEditedModelRanksAsItsRebuiltOneDoes() async throws {
    let edited = try edited(.rename(factor: "red", name: "scarlet"))
    let rebuilt = try await engine.rebuild(edited, history: history).value
    let first = try await engine.ask("red plum!", of: edited, history: history).value
    let second = try await engine.ask("red plum!", of: rebuilt, history: history).value
    #expect(first.retrieved == second.retrieved)
  }

  @Test(arguments: [
    ModelEdit.merge(factors: ["red"], name: "x"), .merge(factors: ["red", "plum"], name: "apple"),
    .split(factor: "red", features: ["red"], name: "x"),
    .split(factor: "red", features: ["plum"], name: "x"), .rename(factor: "red", name: "PLUM"),
    .rename(factor: "red", name: " "), .drop(factor: "blue"),
    .move(feature: "blue", item: nil, to: "red"), .move(feature: "red", item: nil, to: "red"),
    .move(feature: "plum", item: 0, to: "red"), .exclude(item: 4), .include(item: 0),
    .unpin(item: 0), .pin(item: -1),
  ])
  func whatMakesNoSenseIsRefused(_ edit: ModelEdit) {
    #expect(throws: EditError.self) { try model.applying(edit, history: history) }
  }

  @Test func aRefusalNamesWhatThereIs() {
    let error = #expect(throws: EditError.self) {
      try model.applying(.drop(factor: "blue"), history: history)
    }
    #expect(error?.description.contains("apple") == true)
  }

  @Test func theLastItemStays() throws {
    let one = try edited(.exclude(item: 0), .exclude(item: 1), .exclude(item: 2))
    #expect(throws: EditError.self) { try edited(.exclude(item: 3), of: one) }
  }

  @Test func theDiffSaysWhatTheEditDid() throws {
    func diff(_ edit: ModelEdit) throws -> ModelDiff {
      try model.applying(edit, history: history).consequences
    }
    let merge = try diff(.merge(factors: ["red", "plum"], name: "fruit"))
    #expect(merge.factors.map(\.kind) == [.merged])
    #expect(Set(merge.factors[0].from) == ["red", "plum"])
    let rename = try diff(.rename(factor: "red", name: "scarlet"))
    #expect(rename.factors.map(\.kind) == [.renamed])
    #expect(rename.statistics.isEmpty && rename.moves.isEmpty)
    let drop = try diff(.drop(factor: "red"))
    #expect(drop.factors.map(\.kind) == [.removed])
    #expect(drop.moves.map(\.feature) == ["red"] && drop.moves[0].to == nil)
    let move = try diff(.move(feature: "red", item: 0, to: "plum"))
    #expect(move.factors.isEmpty)
    #expect(move.moves.map(\.occurrences) == [1])
    #expect(
      move.statistics.contains {
        $0.factor == "plum" && $0.statistic == "support" && $0.before == "2" && $0.after == "3"
      })
    let exclude = try diff(.exclude(item: 1))
    #expect(exclude.marks.map(\.mark) == [.excluded])
    #expect(exclude.statistics.first?.statistic == "interactions")
    #expect(ModelDiff(from: model, to: model).isEmpty)
  }

  @Test func editsAreMadeAgainOnALaterModel() async throws {
    // Two items came before those that were edited, one is gone.
    var later = Self.user
    later.history.insert(Interaction(query: "blue pear", response: "1"), at: 0)
    later.history.removeAll { $0.query == "red plum" }
    let fitted = try await engine.fit(later).value
    let replay = EditReplay(
      [
        .merge(factors: ["red", "green"], name: "colour"), .exclude(item: 0), .exclude(item: 2),
        .drop(factor: "nothing"),
      ], madeOn: history, to: fitted, history: later.history)
    #expect(replay.outcomes.map(\.isKept) == [true, true, false, false])
    #expect(replay.outcomes[3].problem?.contains("nothing") == true)
    let model = try #require(replay.steps.last?.edited.model)
    #expect(model.memory.entries.map(\.marks.isExcluded) == [false, true, false, false])
    #expect(model.factors.contains { $0.name == "colour" })
  }
}
