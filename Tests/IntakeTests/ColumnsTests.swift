internal import Testing

@testable internal import Intake

@Suite struct ColumnsTests {
  let scratch: IntakeScratch

  init() throws { scratch = try IntakeScratch() }

  /// Forty rows of five people under any names of columns.
  private func table(_ header: String, separator: String = ",") -> String {
    let texts = ["The plot was thin but warm", "A quiet end of it all", "Dull from end to end"]
    let rows = (0..<40).map { index in
      [
        "anna\(index % 5)", "\(texts[index % 3]) \(index)", "\(1 + index * 7 % 5)",
        "\(10 + index % 18).0\(1 + index % 9).2023",
      ].joined(separator: separator)
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  @Test func everyLineOfTheListIsRead() throws {
    #expect(ColumnNames.list.count > 300)
    for (name, _) in ColumnNames.list {
      #expect(ColumnNames.words(of: name).joined(separator: " ") == name, "\(name)")
    }
    #expect(Set(ColumnNames.list.values) == Set(ColumnRole.allCases))
  }

  @Test(arguments: [
    "reviewer,text,stars,date", "user_id,reviewText,overall,reviewTime",
    "Nutzer,Rezension,Bewertung,Datum", "utilisateur,texte,note,date",
    "usuario,reseña,puntuación,fecha", "utente,recensione,valutazione,data",
    "gebruiker,recensie,beoordeling,datum", "customer_name,review_text,rating,created_at",
    "Client No,text,stars,date", "用户,评论,评分,日期", "ユーザー,レビュー,評価,日付",
    "participant,question,answer,timestamp", "пользователь,отзыв,оценка,дата",
  ])
  func columnsAreKnownInSeveralLanguages(header: String) throws {
    let outcome = try scratch.outcome(table(header))
    let names = header.split(separator: ",").map(String.init)
    let plan = try #require(outcome.plan)
    #expect(plan.roles?.user == names[0] && plan.roles?.query == [names[1]])
    #expect(plan.roles?.response == names[2] && plan.roles?.date == names[3])
    #expect(plan.isSure, "\(plan.doubts)")
    #expect(
      plan.words
        == "5 people, 40 answers, 1 to 5; user = \(names[0]), query = \(names[1]), response "
        + "= \(names[2]), date = \(names[3]) (day.month.year)")
    #expect(outcome.people.count == 5 && outcome.people.allSatisfy { $0.history.count == 8 })
  }

  @Test func namesThatSayNothingAreGuessedAndAsked() throws {
    let outcome = try scratch.outcome(table("c1,c2,c3,c4"))
    let plan = try #require(outcome.plan)
    #expect(plan.roles?.query == ["c2"] && plan.roles?.response == "c3")
    #expect(!plan.isSure)
    #expect(plan.doubts.contains { $0.wayOut.contains("--query COLUMN") })
  }

  @Test func twoColumnsByTheNameOfOneRoleAreAskedFor() throws {
    let rows = (1...6).map { "Ana,Words about thing \($0) and more,\($0 % 5 + 1),\($0 % 3 + 1)\n" }
    let plan = try #require(
      try scratch.outcome("name,review,stars,score\n" + rows.joined()).plan)
    #expect(
      plan.doubts.contains { $0.subject == .response && $0.text.contains("stars or score") }
        || plan.doubts.contains { $0.subject == .response && $0.text.contains("score or stars") })
  }

  @Test func whatIsNamedCounts() throws {
    let outcome = try scratch.outcome(
      table("c1,c2,c3,c4"), "f.csv",
      IntakeOptions(user: "c1", query: ["c2"], response: "C3", date: "c4"))
    #expect(outcome.plan?.isSure == true && outcome.people.count == 5)
    #expect(outcome.plan?.roles?.response == "c3")
  }

  @Test func aColumnThatIsNotThereIsNamedWithTheNearest() throws {
    let outcome = try scratch.outcome(
      table("reviewer,text,stars,date"), "f.csv", IntakeOptions(response: "star"))
    #expect(
      outcome.problems == [
        "f.csv: there is no column \"star\" (--response); \"stars\"? The columns are reviewer, text, "
          + "stars, date"
      ])
  }

  @Test func severalColumnsMakeAQuery() throws {
    let outcome = try scratch.outcome(
      "user,title,text,stars\nA,Kettle,It leaks.,1\nA,Pan,\(String(repeating: "Good. ", count: 10)),5\n"
    )
    #expect(outcome.plan?.roles?.query == ["title", "text"])
    let long = String(repeating: "Good. ", count: 10).trimmed
    #expect(outcome.people.first?.history.map(\.query) == ["Kettle: It leaks.", "Pan\n\n\(long)"])
  }

  @Test func rowsOfJSONHaveNestedColumns() throws {
    let rows = (0..<12).map {
      #"{"user": {"id": "u\#($0 % 3)"}, "review": {"text": "Fine no \#($0)", "stars": \#(1 + $0 % 5).0}}"#
    }
    let outcome = try scratch.outcome(rows.joined(separator: "\n"), "rows.jsonl")
    #expect(outcome.plan?.roles?.user == "user.id" && outcome.people.count == 3)
    #expect(outcome.people.first?.labels == .closed(["1", "2", "3", "4", "5"]))
  }

  @Test func withoutAPersonAllRowsAreOne() throws {
    let outcome = try scratch.outcome(
      "title,rating\n" + (0..<20).map { "Film \($0),\(1 + $0 % 5)\n" }.joined(), "diary.csv")
    #expect(outcome.people.map(\.name) == ["diary"] && outcome.plan?.isSure == false)
  }

  @Test func optionsMayStandInColumns() throws {
    let rows = (0..<10).map {
      "p\($0 % 2),How is thing \($0)?,Good,Fair,Bad,\("ABC".map(String.init)[$0 % 3])\n"
    }
    let outcome = try scratch.outcome(
      "user,question,option_a,option_b,option_c,answer\n" + rows.joined())
    #expect(outcome.plan?.tasks.first?.form.kind == .options)
    #expect(outcome.people.first?.history.first?.options == ["Good", "Fair", "Bad"])
  }

  @Test func manyDifferentTextsAreCountedAbout() {
    var count = DistinctCount()
    for index in 0..<20_000 { for _ in 0..<2 { count.add("text number \(index)") } }
    #expect(abs(count.count - 20_000) < 2_500 && !count.isExact)
    var few = DistinctCount()
    for index in 0..<900 { few.add("\(index % 300)") }
    #expect(few.count == 300 && few.isExact)
  }
}
