internal import Testing

@testable internal import Intake

@Suite struct LongLaMPTests {
  private let reviews =
    #"{"reviewerId": "R1", "input": "Generate the review text written by a reviewer who has a given an overall rating of \"2.0\" for a product with description \"A tin lamp\". The summary of the review text is \"Dim\".", "output": "It barely glows.", "profile": [{"overall": 5.0, "summary": "Solid", "description": "An oak chair", "reviewText": "It holds me well."}, {"overall": "2.0", "summary": "Dim", "description": "A tin lamp", "reviewText": "It barely glows."}]}"#
  private let abstracts =
    #"{"name": "Ida", "input": "Generate an abstract for the title \"Wet moss\" using the following items: 1. moss\n2. water", "output": "We wet moss.", "profile": [{"title": "Dry stone", "abstract": "We dry stone.", "id": "a", "year": 2011}]}"#
  private let topics =
    #"{"author": "kit", "input": "Generate the content for a reddit post My goat ate it.", "output": "So this morning …", "profile": [{"author": "kit", "summary": "Bread rose.", "content": "I baked.", "id": "t"}]}"#
  private let emails =
    #"{"user_id": "e", "input": "Generate an email with the subject: Lunch", "output": "Lunch at one?", "profile": [{"title": "Rota", "text": "The rota is up."}]}"#

  @Test func eachTask() throws {
    for line in [reviews, abstracts, topics, emails] {
      let records = try ShapeSample.lines(line)
      #expect(KnownShapes.best(for: records, of: .lines)?.shape == LongLaMP.self, "\(line)")
    }
    let all = try ShapeSample.lines([reviews, abstracts, topics, emails].joined(separator: "\n"))
    let (answers, notes) = try ShapeSample.read(LongLaMP.self, all)
    #expect(answers.map(\.person) == ["R1", "R1", "Ida", "Ida", "kit", "kit", "e", "e"])
    #expect(
      answers.map(\.task) == [
        "longlamp-reviews", "longlamp-reviews", "longlamp-abstracts", "longlamp-abstracts",
        "longlamp-topics", "longlamp-topics", "longlamp-emails", "longlamp-emails",
      ])
    #expect(
      answers.map(\.query) == [
        "An oak chair\nStars: 5\nSummary: Solid", "A tin lamp\nStars: 2\nSummary: Dim",
        "Dry stone", "Wet moss\n1. moss\n2. water", "Bread rose.", "My goat ate it", "Rota",
        "Lunch",
      ])
    #expect(answers.map(\.isTest) == [false, true, false, true, false, true, false, true])
    #expect(answers[0].response == "It holds me well." && answers[1].response == "It barely glows.")
    #expect(answers[2].date == "2011" && answers[2].personIfTaken == "Ida, question 2")
    #expect(notes.mistakes.isEmpty)
    let shape = LongLaMP(companions: CompanionFiles())
    #expect(shape.template(of: "longlamp-topics")?.answers == .open)
  }

  @Test func withoutOutputsThereAreHistoriesOnly() throws {
    let line = topics.replacing(#""output": "So this morning …", "#, with: "")
    let (answers, notes) = try ShapeSample.read(LongLaMP.self, try ShapeSample.lines(line))
    #expect(answers.map(\.isTest) == [false] && notes.omissions.count == 1)
  }

  @Test func nearMissesNameTheField() throws {
    for (old, new, told) in [
      ("\"author\": \"kit\", \"input\"", "\"who\": \"kit\", \"input\"", "author is missing"),
      ("\"profile\": [", "\"profile\": 3, \"x\": [", "profile is a number, not a list"),
      ("\"input\": ", "\"inputs\": ", "input is missing"),
    ] {
      let line = topics.replacing(old, with: new)
      #expect(try ShapeSample.mistake(LongLaMP.self, line)?.description == told)
    }
    let line = topics.replacing("\"content\": \"I baked.\"", with: "\"content\": [\"I baked.\"]")
    let (answers, notes) = try ShapeSample.read(LongLaMP.self, try ShapeSample.lines(line))
    #expect(answers.map(\.isTest) == [true])
    #expect(
      notes.mistakes.map(\.description) == [
        "profile[0].content is a list, not a text or a number"
      ])
  }
}
