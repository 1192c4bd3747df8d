internal import Foundation
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct WhatIfCommandTests {
  private let bench: Bench
  private let question = "A thin plot, and fine prose in chapter 3."

  init() async throws {
    bench = try await Bench.withPeople()
  }

  private func whatIf(_ arguments: String...) async throws -> WhatIfDocument {
    let outcome = await bench.run(["what-if"] + arguments + ["--json"], isTerminal: false)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    return try outcome.json(WhatIfDocument.self)
  }

  @Test func withoutAMaskEveryFactorIsMasked() async throws {
    let document = try await whatIf("mara", question)
    let ask = try await bench.run("ask", "mara", question, "--json").json(AnswerDocument.self)
    #expect(document.baseline.answer == ask.answer)
    #expect(document.baseline.logits == ask.evidence?.logits)
    let factors = Set(ask.features.compactMap(\.factor))
    #expect(Set(document.masks.map(\.name)) == factors && !factors.isEmpty)
    #expect(document.masks.allSatisfy { $0.kind == .factor })
    let bars = ask.evidence?.terms.flatMap(\.parts).filter { $0.kind == .factor } ?? []
    for mask in document.masks {
      let bar = try #require(bars.first { $0.factor == mask.name })
      let delta = try #require(mask.delta)
      #expect(zip(delta, bar.values).allSatisfy { abs($0 + $1) < 1e-12 })
    }
    let weights = document.masks.map { ($0.flips ? 1000 : 0) + abs($0.total ?? 0) }
    #expect(weights == weights.sorted(by: >))
    #expect(document.faithfulness?.support == document.masks.count)
  }

  @Test func theDocumentHasTheKeysThatArePromised() async throws {
    let text = await bench.run("what-if", "mara", question, "--json").output
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let baseline = try #require(object["baseline"] as? [String: Any])
    #expect(baseline["answer"] is String && baseline["logits"] is [Double])
    let masks = try #require(object["masks"] as? [[String: Any]])
    let mask = try #require(masks.first)
    for key in ["kind", "id", "name", "logits", "answer", "delta", "direct", "total"] {
      #expect(mask[key] != nil, "\(key)")
    }
    #expect(object["faithfulness"] is [String: Any])
  }

  @Test func masksAreTriedByThemselvesAndTogether() async throws {
    let all = try await whatIf("mara", question)
    let feature = try #require(all.features.first?.name)
    let factor = try #require(all.masks.first?.name)
    let example = "2"
    let document = try await whatIf(
      "mara", question, "--without-feature", feature.uppercased(), "--without-factor", factor,
      "--without-example", example, "--edit-feature", "f1=dull plot")
    #expect(
      Set(document.masks.map(\.kind)) == [.feature, .factor, .example, .edit, .together])
    #expect(document.masks.count == 5)
    #expect(document.masks.first { $0.kind == .example }?.id == 1)
    #expect(document.faithfulness == nil)
    // What a single mask gives does not depend on the others.
    #expect(
      document.masks.first { $0.kind == .factor }?.total
        == all.masks.first { $0.name == factor }?.total)
  }

  @Test func nothingIsKept() async throws {
    _ = try await whatIf("mara", question)
    #expect(try await bench.run("asks", "mara", "--json").json([AskDocument].self).isEmpty)
  }

  @Test func askWithoutAFactorIsThatMask() async throws {
    let all = try await whatIf("mara", question)
    let mask = try #require(all.masks.first)
    let outcome = await bench.run("ask", "mara", question, "--without-factor", mask.name, "--json")
    let answer = try outcome.json(AnswerDocument.self)
    #expect(answer.evidence?.logits == mask.logits && answer.answer == mask.answer)
    #expect(answer.without == [mask.name])
    #expect(!answer.features.contains { $0.factor == mask.name })
    #expect(try await bench.run("asks", "mara", "--json").json([AskDocument].self).isEmpty)
    let text = await bench.run("ask", "mara", question, "--without-factor", mask.name).output
    #expect(text.contains("without \(mask.name); not kept"))
  }

  @Test func peopleReadATable() async throws {
    let text = await bench.run("what-if", "mara", question).output
    for words in ["runner-up", "direct", "total", "via others", "faithfulness: "] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test func theHistoryIsAskedWithEachItemLeftOut() async throws {
    let outcome = await bench.run("what-if", "mara", "--history", "--limit", "6", "--json")
    let document = try outcome.json(LeaveOneOutDocument.self)
    #expect(document.items.map(\.interaction) == Array(18..<24))
    // Thin plots are a 2 and fine prose a 5, all of them.
    #expect(document.accuracy?.count == 6)
    #expect(document.meanError == 0 && document.usualMeanError.map { $0 > 0 } == true)
    let text = await bench.run("what-if", "omar", "--history")
    #expect(text.status == .done && text.output.contains("right       "))
    #expect(text.output.contains("where it goes wrong"))
  }

  @Test(arguments: [
    ["what-if", "mara"], ["what-if", "mara", "q", "--history"],
    ["what-if", "mara", "q", "--limit", "2"],
    ["what-if", "mara", "q", "--edit-feature", "plot"],
    ["what-if", "mara", "--history", "--without-factor", "plot"],
    ["what-if", "mara", "A thin plot.", "--without-feature", "no such thing"],
    ["what-if", "mara", "A thin plot.", "--without-factor", "no such thing"],
    ["what-if", "mara", "A thin plot.", "--without-example", "99"],
    ["ask", "mara", "A thin plot.", "--without-factor", "no such thing"],
  ])
  func whatCannotBeMaskedIsSaid(arguments: [String]) async {
    let outcome = await bench.run(arguments)
    #expect(outcome.status == .usage, "\(outcome.diagnostics)")
  }

  @Test func anEstimateOfTheBuiltInModelIsNothing() async {
    let outcome = await bench.run("what-if", "mara", question, "--estimate")
    #expect(outcome.output.contains("nothing"))
    #expect(!outcome.output.contains("answer"))
  }
}
