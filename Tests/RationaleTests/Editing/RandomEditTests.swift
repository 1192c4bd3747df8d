internal import BuiltInModel
internal import Embeddings
internal import Foundation
internal import Testing

@testable import Cockpit
@testable import Commands
@testable import Presentation
@testable import RPM
@testable import Storage
@testable import Workbench

/// Random edits of people as they are shipped, fitted with the built-in model.
@Suite struct RandomEditTests {
  static let files = ["films", "papers", "reviews", "surveys"]

  private struct Fitted {
    var library: Library
    var session: Session
    var id: Library.UserID
    var user: User
    var stored: StoredModel
  }

  /// The first person of a file, fitted and stored.
  private func fitted(_ file: String, in bench: Bench) async throws -> Fitted {
    let samples = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../SampleUsers/\(file).jsonl").standardized.path
    #expect(await bench.run("import", samples).status == .done)
    let library = try await bench.openLibrary()
    let summary = try #require(try await library.summaries().first)
    let engine = Engine(
      blackBox: BuiltInModel(), embedder: StaticTable.shared, clock: .system)
    let session = Session(library: library, engine: engine)
    let user = try await library.user(summary.id)
    let model = try await engine.fit(user).value
    let stored = try await session.store(model, for: summary.id, of: user)
    return Fitted(library: library, session: session, id: summary.id, user: user, stored: stored)
  }

  @Test(arguments: files) func countingAgainGivesWhatTheFitCounted(file: String) async throws {
    let fitted = try await fitted(file, in: try Bench())
    let model = fitted.stored.model
    let stock = Recount.stockFactors(
      model.statistics.factors, interactions: model.statistics.interactions)
    let again = Recount.statistics(
      of: model, history: fitted.user.history,
      isStock: model.factors.map { stock.contains($0.id) },
      marksCommon: Recount.marksCommon(model.statistics))
    #expect(again == model.statistics)
    #expect(
      Recount.factors(model.factors, entries: model.memory.entries, spellings: model.factors)
        == model.factors)
  }

  @Test(arguments: files) func undoTakesBackAndRedoMakesAgain(file: String) async throws {
    // Its folder goes with it, and a library that is gone keeps nothing more.
    let bench = try Bench()
    let fitted = try await fitted(file, in: bench)
    defer { withExtendedLifetime(bench) {} }
    var generator = SplitMix64(seed: 0x6564_6974)
    var states = [fitted.stored]
    var tries = 0
    while states.count < 9, tries < 200 {
      tries += 1
      let model = states[states.count - 1].model
      let edit = random(model, using: &generator)
      guard let changed = try? await fitted.session.edit(edit, of: fitted.id) else { continue }
      try check(changed.stored.model, history: fitted.user.history, after: edit)
      states.append(changed.stored)
    }
    #expect(states.count == 9)
    for state in states.dropLast().reversed() {
      let (_, changed) = try await fitted.session.undoEdit(of: fitted.id)
      #expect(changed.stored == state)
    }
    await #expect(throws: LibraryError.self) { try await fitted.library.undoEdit(for: fitted.id) }
    for state in states.dropFirst() {
      _ = try await fitted.session.redoEdit(of: fitted.id)
      #expect(try await fitted.library.model(for: fitted.id) == state)
    }
    await #expect(throws: LibraryError.self) { try await fitted.library.redoEdit(for: fitted.id) }
    let last = states[states.count - 1]
    let rebuilt = try await fitted.session.engine.rebuild(
      last.model, history: fitted.user.history
    ).value
    #expect(rebuilt.stalePaths.isEmpty)
    #expect(rebuilt.memory.entries.allSatisfy { $0.audit.isClean })
    let query = try #require(fitted.user.test.first ?? fitted.user.history.first).query
    let answer = try await fitted.session.engine.ask(
      query, of: rebuilt, history: fitted.user.history
    ).value
    #expect(answer.audit.isClean)
    #expect(
      answer.retrieved.allSatisfy { rebuilt.memory.entries[$0.interaction].takesPart })
  }

  /// What holds of every model, and that the statistics are those of its features.
  private func check(
    _ model: UserModel, history: [Interaction], after edit: ModelEdit
  ) throws {
    let ids = Array(model.factors.indices)
    #expect(model.factors.map(\.id) == ids, "\(edit)")
    #expect(model.statistics.factors.map(\.factor) == ids, "\(edit)")
    #expect(Set(model.factors.map { $0.name.lowercased() }).count == ids.count, "\(edit)")
    #expect(model.factors.allSatisfy { !$0.members.isEmpty }, "\(edit)")
    let cited =
      model.memory.entries.flatMap { $0.features.compactMap(\.factor) }
      + model.memory.entries.flatMap { $0.path?.steps.compactMap(\.factor) ?? [] }
    #expect(cited.allSatisfy(ids.contains), "\(edit)")
    for id in ids {
      let having = model.memory.entries.filter { entry in
        !entry.marks.isExcluded && entry.features.contains { $0.factor == id }
      }
      #expect(model.statistics.factors[id].support == having.count, "\(edit)")
    }
    // No path says anything wrong without being marked.
    for entry in model.memory.entries where entry.exclusion == nil {
      #expect(entry.audit.isClean || entry.marks.staleness != nil, "\(edit)")
    }
  }

  private func random(_ model: UserModel, using generator: inout SplitMix64) -> ModelEdit {
    func below(_ count: Int) -> Int { Int(generator.next() % UInt64(max(1, count))) }
    func factor() -> Factor { model.factors[below(model.factors.count)] }
    let item = below(model.memory.entries.count)
    let name = "edited \(generator.next() % 1000)"
    switch below(12) {
    case 0: return .merge(factors: [factor().name, factor().name], name: name)
    case 1:
      let factor = factor()
      return .merge(factors: [factor.name, self.next(to: factor, in: model)], name: factor.name)
    case 2:
      let wide = model.factors.filter { $0.members.count > 1 }
      let factor = wide.isEmpty ? factor() : wide[below(wide.count)]
      return .split(factor: factor.name, features: [factor.members[0].name], name: name)
    case 3: return .rename(factor: factor().name, name: name)
    case 4: return .describe(factor: factor().name, text: name)
    case 5: return .drop(factor: factor().name)
    case 6:
      let feature = factor().members[0].name
      return .move(feature: feature, item: nil, to: factor().name)
    case 7:
      let features = model.memory.entries[item].features
      guard !features.isEmpty else { return .exclude(item: item) }
      return .move(feature: features[below(features.count)].name, item: item, to: nil)
    case 8: return .exclude(item: item)
    case 9: return .pin(item: item)
    case 10: return .excludeExample(item: item)
    default:
      let excluded = model.memory.entries.first(where: \.marks.isExcluded)?.interaction
      return .include(item: excluded ?? item)
    }
  }

  private func next(to factor: Factor, in model: UserModel) -> String {
    model.factors[(factor.id + 1) % model.factors.count].name
  }
}
