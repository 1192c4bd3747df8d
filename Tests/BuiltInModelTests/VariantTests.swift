internal import Embeddings
internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

/// What factors do in the sum, in the configurations of the ablation.
@Suite struct VariantTests {
  private func evidence(
    of person: SmallPerson, _ variant: BuiltInModel.Variant
  ) async throws -> Evidence? {
    let engine = Engine(
      blackBox: BuiltInModel(variant: variant), embedder: StaticTable.shared,
      clock: EngineClock(now: { Date(timeIntervalSince1970: 0) }, seconds: { 0 }))
    let model = try await engine.fit(person.user).value
    return try await engine.ask(person.query, of: model, history: person.user.history)
      .value.evidence
  }

  @Test func everyVariantHasItsOwnIdentity() {
    let identities = BuiltInModel.Variant.allCases.map { BuiltInModel(variant: $0).identity }
    #expect(Set(identities).count == BuiltInModel.Variant.allCases.count)
    #expect(identities.allSatisfy { $0.name == "built-in" })
    #expect(BuiltInModel().identity == BuiltInModel(variant: .factors).identity)
  }

  @Test(arguments: [SmallPerson.viewer, .critic, .voter])
  func withoutFactorsTheOtherTermsStay(_ person: SmallPerson) async throws {
    let with = try #require(try await evidence(of: person, .factors))
    let without = try #require(try await evidence(of: person, .withoutFactors))
    #expect(with.terms.contains { $0.name == "factors" })
    #expect(without.terms.map(\.name) == with.terms.map(\.name).filter { $0 != "factors" })
  }

  @Test(arguments: [SmallPerson.viewer, .critic, .voter])
  func withoutOwnWordsEverythingCountsAsForEverybody(_ person: SmallPerson) async throws {
    let engine = Engine(
      blackBox: BuiltInModel(variant: .withoutOwnWords), embedder: StaticTable.shared,
      clock: EngineClock(now: { Date(timeIntervalSince1970: 0) }, seconds: { 0 }))
    #expect(try await engine.fit(person.user).value.statistics.trust == nil)
    let evidence = try #require(try await evidence(of: person, .withoutOwnWords))
    #expect(!evidence.terms.contains { $0.name == "own words" })
  }

  @Test(arguments: [SmallPerson.viewer, .critic])
  func theKernelChangesTheFactorTermAlone(_ person: SmallPerson) async throws {
    let factors = try #require(try await evidence(of: person, .factors))
    let kernel = try #require(try await evidence(of: person, .kernel))
    #expect(kernel.terms.map(\.name) == factors.terms.map(\.name))
    for (one, other) in zip(kernel.terms, factors.terms) {
      #expect((one == other) == (one.name != "factors"))
      for label in kernel.labels.indices {
        let sum = one.parts.reduce(0) { $0 + $1.values[label] }
        #expect(abs(sum - one.values[label]) < 1e-9)
      }
    }
    let parts = kernel.terms.flatMap(\.parts).filter { $0.kind == .factor }
    #expect(!parts.isEmpty && parts.allSatisfy { $0.factor != nil })
  }

  @Test func nearFeaturesOfTheFactorCountByTheirNearness() {
    let knowledge = HandMadeWords(
      dimensions: 2, vectors: ["sea": [1, 0], "ocean": [0.8, 0.6], "fire": [0, 1]])
    func entry(_ index: Int, _ name: String, _ factor: Int) -> MemoryEntry {
      MemoryEntry(
        interaction: index, features: [Feature(name: name, context: "", factor: factor)], path: nil)
    }
    var excluded = entry(3, "sea", 0)
    excluded.marks.isExcluded = true
    let nearness = FeatureNearness(
      memory: ReasoningMemory(entries: [
        entry(0, "sea", 0), entry(1, "ocean", 0), entry(2, "sea", 1), excluded,
        entry(4, "fire", 0),
      ]),
      space: FeatureSpace(knowledge: knowledge, hasValence: false))
    let masses = nearness.masses(of: Feature(name: "sea", context: "", factor: 0))
    #expect(masses.map(\.interaction) == [0, 1])
    #expect(masses[0].mass == 1)
    // A cosine of .8 is a squared distance of .4, over a width of .2.
    #expect(abs(masses[1].mass - exp(-2)) < 1e-5)
    #expect(nearness.masses(of: Feature(name: "sea", context: "")).isEmpty)
  }

  @Test func aKernelTermShrinksToTheBaseRate() {
    let values = EvidenceTerms.kernel(
      counts: [2, 0], base: [0.5, 0.5], features: 4, weight: 1)
    #expect(abs(values[0] - 0.5 * log(2.5 / 3 / 0.5)) < 1e-12)
    #expect(abs(values[1] - 0.5 * log(0.5 / 3 / 0.5)) < 1e-12)
  }
}
