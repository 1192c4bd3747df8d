internal import Foundation
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct AskCommandTests {
  private let bench: Bench

  init() async throws {
    bench = try await Bench.withPeople()
  }

  @Test func anUnfittedUserIsFittedAndThatIsSaid() async throws {
    let first = await bench.run("ask", "mara", "A thin plot again.")
    #expect(first.status == .done)
    #expect(first.diagnostics.contains("fitted version 1"))
    #expect(first.output.contains("answer      2"))
    let second = await bench.run("ask", "mara", "A thin plot again.")
    #expect(second.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ["mara", "A slow start, fine prose."],
    ["omar", "More buses at night?", "--option", "Yes", "--option", "No"],
    ["ana", "Soil dries fast. We study ferns on roofs. They hold water."],
  ])
  func theEvidenceAddsUpAndDecides(arguments: [String]) async throws {
    let outcome = await bench.run(["ask"] + arguments + ["--json"], isTerminal: false)
    #expect(outcome.status == .done)
    let answer = try outcome.json(AnswerDocument.self)
    let evidence = try #require(answer.evidence)
    for label in evidence.labels.indices {
      let sum = evidence.terms.reduce(0) { $0 + $1.values[label] }
      #expect(abs(sum - evidence.logits[label]) < 1e-9)
    }
    for term in evidence.terms {
      for label in evidence.labels.indices {
        let sum = term.parts.reduce(0) { $0 + $1.values[label] }
        #expect(abs(sum - term.values[label]) < 1e-9, "\(term.name)")
      }
    }
    #expect(evidence.labels.contains(answer.answer))
    let decided = Self.decision(by: evidence.logits, ordered: answer.ordered)
    #expect(evidence.labels[decided] == answer.answer)
    #expect(answer.path.conclusion == answer.answer)
    #expect(answer.audit.clean)
  }

  private static func decision(by logits: [Double], ordered: Bool) -> Int {
    guard ordered else { return logits.indices.max { logits[$0] < logits[$1] } ?? 0 }
    let weights = logits.map { exp($0) }
    let half = weights.reduce(0, +) / 2
    var sum = 0.0
    return weights.firstIndex { weight in
      sum += weight
      return sum >= half
    } ?? 0
  }

  @Test func theDocumentHasTheKeysThatArePromised() async throws {
    let text = await bench.run("ask", "mara", "A thin plot.", "--json").output
    for key in [
      "user", "query", "answer", "confidence", "features", "name", "context", "factor", "path",
      "steps", "conclusion", "audit", "clean", "findings", "retrieved", "interaction",
      "similarity", "evidence", "labels", "logits", "terms", "values", "parts", "kind", "timings",
    ] {
      #expect(text.contains("\"\(key)\""), "\(key)")
    }
  }

  @Test func theSameQuestionGivesTheSameDocument() async throws {
    func ask() async throws -> AnswerDocument {
      var answer = try await bench.run("ask", "mara", "Fine prose.", "--json")
        .json(AnswerDocument.self)
      answer.timings = []
      return answer
    }
    #expect(try await ask() == ask())
  }

  @Test func aTestItemShowsTheTrueAnswer() async throws {
    let answer = await bench.run("ask", "mara", "--test", "1")
    #expect(answer.output.contains("true answer 2"))
    #expect(await bench.run("ask", "mara", "--test", "2").status == .usage)
  }

  @Test func theQuestionMayComeFromStandardInput() async throws {
    let answer = try await bench.run("ask", "mara", "-", "--json", input: "A thin plot.\n")
      .json(AnswerDocument.self)
    #expect(answer.query == "A thin plot.")
  }

  @Test func aSurveyNeedsOptions() async throws {
    let refused = await bench.run("ask", "omar", "More buses?")
    #expect(refused.status == .usage)
    #expect(refused.diagnostics.contains("--option"))
    // Nothing was fitted for a question that cannot be asked.
    #expect(
      try await bench.run("users", "--json").json([UserDocument].self).allSatisfy {
        $0.model == nil
      })
  }

  @Test func emptyQuestionsAndUnknownVersionsAreUsage() async throws {
    #expect(await bench.run("ask", "mara", " ").status == .usage)
    #expect(await bench.run("ask", "mara", "Q", "--version", "7").status == .usage)
  }

  @Test func kIsHowManyExamplesAreRetrieved() async throws {
    for k in [0, 1, 5] {
      let answer = try await bench.run("ask", "mara", "A thin plot.", "-k", "\(k)", "--json")
        .json(AnswerDocument.self)
      #expect(answer.retrieved.count == k)
    }
  }

  @Test func manyQuestionsGiveOneLineEach() async throws {
    let input = """
      A thin plot.\r
      {"query": "Fine prose.", "response": "5"}

      {"query": "Fine prose.", "response": "9"}
      Fine prose, slow start.
      """
    let outcome = await bench.run("ask", "mara", "--queries", "-", "--json", input: input)
    #expect(outcome.status == .badData)
    #expect(outcome.diagnostics.contains("standard input:4: '9' is none of the labels"))
    let answers = try outcome.jsonLines(AnswerDocument.self)
    #expect(answers.map(\.query) == ["A thin plot.", "Fine prose.", "Fine prose, slow start."])
    #expect(answers[1].expected == "5")
  }

  @Test func earlierAsksAreKeptUnlessTheyShallNot() async throws {
    _ = await bench.run("ask", "mara", "A thin plot.", "--no-store")
    #expect(try await bench.run("asks", "mara", "--json").json([AskDocument].self).isEmpty)
    #expect(
      try await bench.run("users", "--json").json([UserDocument].self).allSatisfy {
        $0.model == nil
      })
    let answer = try await bench.run("ask", "mara", "A thin plot.", "--json")
      .json(AnswerDocument.self)
    let asks = try await bench.run("asks", "mara", "--json").json([AskDocument].self)
    let id = try #require(asks.first?.id)
    #expect(asks.map(\.query) == ["A thin plot."])
    #expect(asks.first?.stages?.map(\.stage) == [.extract, .retrieve, .generate, .audit])
    #expect(asks.first?.identity == answer.identity)
    let again = try await bench.run("asks", "mara", "--show", "\(id)", "--json")
      .json(AnswerDocument.self)
    #expect(again == answer)
    #expect(await bench.run("asks", "omar", "--show", "\(id)").status == .usage)
    #expect(await bench.run("asks", "mara", "--delete", "\(id)").status == .done)
    #expect(await bench.run("asks", "mara", "--show", "\(id)").status == .usage)
  }

  @Test func aStaleModelAnswersAndThatIsSaid() async throws {
    _ = await bench.run("fit", "mara")
    _ = await bench.run("add", "mara", "--query", "Dull.", "--response", "1")
    #expect(await bench.run("ask", "mara", "Dull.").diagnostics.contains("rationale fit 'Mara'"))
  }
}
