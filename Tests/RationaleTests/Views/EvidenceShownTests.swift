internal import BuiltInModel
internal import ChatModel
internal import Embeddings
internal import Foundation
internal import RPM
internal import Testing

@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// The evidence that is shown is the evidence that was used: every bar is computed again from the
/// model as it lies in the library, and the answer from the bars.
@MainActor @Suite struct EvidenceShownTests {
  nonisolated private static let people = [
    (People.reader, "A thin plot again, and fine prose."),
    (People.voter, "Should line 40 have more buses?\nA. Yes\nB. No"),
    (People.author, "Moss holds water. We study walls in dry soil."),
    (
      People.line(
        name: "Lea", task: "films", labels: ["slow", "loud", "funny"],
        history: (0..<9).map { index in
          [
            ("A long silence over the lake, number \(index).", "slow", nil),
            ("A chase with guns and cars, number \(index).", "loud", nil),
            ("A clown and a pie in the face, number \(index).", "funny", nil),
          ][index % 3]
        }), "A chase across a lake, then silence."
    ),
  ]

  @Test(arguments: people) func everyBarIsRecomputedFromTheStoredModel(
    _ line: String, _ query: String
  ) async throws {
    let stage = try await Stage(lines: [line])
    defer { stage.close() }
    await stage.press(.enter)
    let person = try #require(stage.state.person)
    let stored = try await stage.session.library.model(for: person.id)
    let shown = try await stage.session.asking(
      .init(user: person.id, stored: stored, query: query),
      through: ModelUse(choice: .builtIn, spending: Spending())
    ).kept()
    let id = try #require(shown.run)
    let record = try await stage.session.record(ofRun: id)
    let evidence = try #require(record.answer.evidence)

    // Another engine, which knows nothing but what is stored, finds the same bars.
    let fresh = Engine(blackBox: BuiltInModel(), embedder: StaticTable.shared, clock: .system)
    let again = try #require(
      try await fresh.ask(query, of: record.stored.model, history: record.stored.history).value
        .evidence)
    #expect(again.labels == evidence.labels)
    #expect(again.terms.map(\.name) == evidence.terms.map(\.name))
    for (term, other) in zip(evidence.terms, again.terms) {
      #expect(term.parts.map(\.name) == other.parts.map(\.name))
      for (value, wanted) in zip(term.values, other.values) {
        #expect(abs(value - wanted) < 1e-6, "\(term.name)")
      }
    }

    // Bars add up to their term, terms to the logits, and the logits decide.
    let table = try #require(EvidenceTable(answer: record.answer))
    for term in evidence.terms where !term.parts.isEmpty {
      for label in evidence.labels.indices {
        let sum = term.parts.reduce(0) { $0 + $1.values[label] }
        #expect(abs(sum - term.values[label]) < 1e-6, "\(term.name)")
      }
    }
    for label in evidence.labels.indices {
      let sum = evidence.terms.reduce(0) { $0 + $1.values[label] }
      #expect(abs(sum - evidence.logits[label]) < 1e-6)
    }
    let terms = table.rows.filter { $0.depth == 0 }
    #expect(abs(terms.reduce(0) { $0 + $1.difference } - table.total.difference) < 1e-6)
    let session = try await BuiltInModel().open(
      Subject(
        task: record.stored.model.task, history: record.stored.history,
        notes: record.stored.model.notes))
    let summed = Evidence(labels: evidence.labels, terms: evidence.terms)
    #expect(session.decision(on: summed, of: record.stored.model) == record.answer.response)
    #expect(record.answer.confidence.map { abs($0 - table.probability) < 1e-6 } ?? true)
  }

  @Test(arguments: people) func aFactorsBarFollowsFromItsCountsAlone(
    _ line: String, _ query: String
  ) async throws {
    let stage = try await Stage(lines: [line])
    defer { stage.close() }
    await stage.press(.enter)
    let person = try #require(stage.state.person)
    guard case .labels(let labels, let isOrdered) = person.user.task.answers, !isOrdered else {
      return
    }
    let stored = try #require(person.stored)
    let answer = try await stage.session.engine.ask(
      query, of: stored.model, history: stored.history
    ).value
    let bars = try #require(answer.evidence).terms.flatMap(\.parts).filter {
      $0.kind == .factor && $0.factor != nil
    }
    #expect(!bars.isEmpty)
    // ln(Q/p), Q = (n_yF + 2 p) / (n_F + 2), up to one weight and the damping that all bars share.
    let total = Double(stored.history.count)
    let counts = stored.model.statistics.answers.map(Double.init)
    let p = counts.map { ($0 + 1 / Double(labels.count)) / (total + 1) }
    var scales: [Double] = []
    for bar in bars {
      let factor = stored.model.statistics.factors[try #require(bar.factor)]
      let seen = Double(factor.support)
      for label in labels.indices {
        let q = (Double(factor.answers[label]) + 2 * p[label]) / (seen + 2)
        let expected = log(q / p[label])
        if abs(expected) > 1e-3 { scales.append(bar.values[label] / expected) }
      }
    }
    let first = try #require(scales.first)
    #expect(first > 0)
    for scale in scales { #expect(abs(scale - first) < 1e-3 * first) }
  }
}
