internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

/// Evidence shown is evidence used: what a screen shows is computed once more from what is stored.
@Suite struct ContributionTests {
  @Test(arguments: SmallPerson.all)
  func partsAddUpToTheLogitsAndTheLogitsToTheAnswer(_ person: SmallPerson) async throws {
    let model = try await SmallPerson.engine.fit(person.user).value
    let session = try await BuiltInModel().open(
      Subject(task: person.user.task, history: person.user.history, notes: model.notes))
    for query in [person.query] + person.user.history.map(\.query) {
      let answer = try await SmallPerson.engine.ask(
        query, of: model, history: person.user.history
      ).value
      let evidence = try #require(answer.evidence)
      // From the parts alone, in whatever order.
      var logits = [Double](repeating: 0, count: evidence.labels.count)
      for part in evidence.terms.flatMap(\.parts).reversed() {
        for label in logits.indices { logits[label] += part.values[label] }
      }
      for label in logits.indices { #expect(abs(logits[label] - evidence.logits[label]) < 1e-9) }
      let recomputed = Evidence(
        labels: evidence.labels,
        terms: [Evidence.Term(name: "sum", values: logits, parts: [])])
      #expect(session.decision(on: recomputed, of: model) == answer.response)
    }
  }

  @Test(arguments: [SmallPerson.viewer, .critic])
  func everyBarFollowsFromTheStoredCounts(_ person: SmallPerson) async throws {
    let model = try await SmallPerson.engine.fit(person.user).value
    let answers = person.user.task.answers
    let notes = try #require(Notes(model.notes))
    let weights = EvidenceWeights(answers: answers, style: notes.style)
    // The counts are those of the memory, not what the model says of itself.
    let counts = Counting.statistics(
      of: model.memory.entries, responses: person.user.history.map(\.response), answers: answers,
      factorCount: model.factors.count)
    let base = Shrinkage.base(counts: counts.answers, ordered: answers.isOrdered)
    // What was learned of whom to trust multiplies all bars of a kind alike.
    let (habits, factors) = (
      model.statistics.trust?.habits ?? 1, model.statistics.trust?.factors ?? 1
    )
    var seen = 0
    for query in [person.query] + person.user.history.map(\.query) {
      let answer = try await SmallPerson.engine.ask(
        query, of: model, history: person.user.history
      ).value
      let parts = try #require(answer.evidence).terms.flatMap(\.parts)
      let prior = try #require(parts.first { $0.kind == .prior })
      for label in base.indices {
        #expect(abs(prior.values[label] - habits * weights.prior * log(base[label])) < 1e-12)
      }
      let active = answer.features.activeFactors
      #expect(parts.filter { $0.kind == .factor }.compactMap(\.factor) == active)
      for part in parts where part.kind == .factor {
        let factor = try #require(part.factor)
        let propensity = Shrinkage.propensity(
          counts: counts.factors[factor].answers, baseCounts: counts.answers,
          ordered: answers.isOrdered)
        for label in base.indices {
          let bar =
            factors * weights.factor / Double(active.count).squareRoot()
            * log(propensity[label] / base[label])
          #expect(abs(part.values[label] - bar) < 1e-12)
          seen += 1
        }
      }
      // Every example that has a bar was retrieved.
      let examples = parts.filter { $0.kind == .example }.map(\.interaction)
      #expect(examples == answer.retrieved.map(\.interaction))
    }
    #expect(seen > 0)
  }
}
