internal import Testing

@testable internal import Intake

@Suite struct ReviewShapesTests {
  @Test func amazon2023() throws {
    let records = try ShapeSample.lines(
      #"""
      {"rating": 4.0, "title": "Good kettle", "text": "It boils. ", "images": [], "asin": "B1", "parent_asin": "B0", "user_id": "AX1", "timestamp": 1588687728923, "helpful_vote": 0, "verified_purchase": true}
      {"rating": "5", "title": "Five Stars", "text": "Sings when it boils", "parent_asin": "B2", "user_id": "AX1", "timestamp": "1588687728999"}
      {"rating": 1, "title": "No", "text": "", "parent_asin": "B2", "user_id": 77, "timestamp": null}
      """#)
    #expect(KnownShapes.best(for: records, of: .lines)?.shape == Amazon2023.self)
    let (answers, notes) = try ShapeSample.read(Amazon2023.self, records)
    #expect(answers.map(\.person) == ["AX1", "AX1", "77"])
    // A title that is only the stars would give the answer away.
    #expect(answers.map(\.query) == ["Good kettle\nIt boils.", "Sings when it boils", "No"])
    #expect(answers.map(\.response) == ["4", "5", "1"])
    #expect(answers.map(\.date) == ["1588687728923", "1588687728999", nil])
    #expect(
      answers[0].extra.map(\.key) == [
        "images", "asin", "parent_asin", "helpful_vote", "verified_purchase",
      ])
    #expect(notes.mistakes.isEmpty && notes.omissions.isEmpty)
    #expect(Amazon2023.task.answers == .scale(["1", "2", "3", "4", "5"]))
  }

  @Test func amazon2018() throws {
    let records = try ShapeSample.lines(
      #"""
      {"overall": 2.0, "verified": true, "reviewTime": "03 5, 2016", "reviewerID": "A9", "asin": "0001", "style": {"Format:": " Cloth"}, "reviewerName": "Ida", "reviewText": "Falls apart.", "summary": "Thin", "unixReviewTime": 1457136000}
      {"overall": 5, "reviewTime": "03 6, 2016", "reviewerID": "A9", "asin": "0002", "summary": "Sturdy"}
      """#)
    #expect(KnownShapes.best(for: records, of: .lines)?.shape == Amazon2018.self)
    let (answers, _) = try ShapeSample.read(Amazon2018.self, records)
    #expect(answers.map(\.query) == ["Thin\nFalls apart.", "Sturdy"])
    #expect(answers.map(\.response) == ["2", "5"])
    #expect(answers.map(\.date) == ["1457136000", "03 6, 2016"])
    #expect(answers[0].extra.contains { $0.key == "style" })
  }

  @Test func yelp() throws {
    let records = try ShapeSample.lines(
      #"""
      {"review_id": "r1", "user_id": "u1", "business_id": "b1", "stars": 3.0, "useful": 0, "funny": 0, "cool": 1, "text": "Soup was cold.", "date": "2018-07-07 22:09:11"}
      """#)
    #expect(KnownShapes.best(for: records, of: .lines)?.shape == YelpReviews.self)
    let (answers, _) = try ShapeSample.read(YelpReviews.self, records)
    #expect(answers[0].person == "u1" && answers[0].query == "Soup was cold.")
    #expect(answers[0].response == "3" && answers[0].date == "2018-07-07 22:09:11")
    #expect(answers[0].extra.map(\.key) == ["review_id", "business_id", "useful", "funny", "cool"])
  }

  @Test func goodreads() throws {
    let records = try ShapeSample.lines(
      #"""
      {"user_id": "g1", "book_id": "18", "review_id": "r", "rating": 5, "review_text": "A slow, kind book.", "date_added": "Sun Jul 30 07:44:10 -0700 2017", "date_updated": "", "read_at": "", "n_votes": 28}
      {"user_id": "g1", "book_id": "19", "review_id": "r", "rating": 0, "review_text": "Not yet.", "date_added": ""}
      {"user_id": "g2", "timestamp": "2016-01-14", "review_sentences": [[0, "Well made."], [1, "She wins. "]], "rating": 4, "book_id": "25", "review_id": "s"}
      {"user_id": "g2", "book_id": "26", "review_id": "t", "is_read": true, "rating": 3, "review_text_incomplete": "", "date_added": "Thu Aug 17 15:15:28 -0700 2017"}
      """#)
    #expect(KnownShapes.best(for: records, of: .lines)?.shape == GoodreadsReviews.self)
    let (answers, notes) = try ShapeSample.read(GoodreadsReviews.self, records)
    #expect(answers.map(\.query) == ["A slow, kind book.", "Well made. She wins."])
    #expect(answers.map(\.response) == ["5", "4"])
    #expect(answers.map(\.date) == ["Sun Jul 30 07:44:10 -0700 2017", "2016-01-14"])
    #expect(
      notes.omissions.map(\.reason) == [
        "reviews without a rating", "ratings without a review",
      ])
  }

  @Test func nearMissesNameTheField() throws {
    let good =
      #"{"rating": 4, "title": "T", "text": "x", "parent_asin": "B", "user_id": "u", "timestamp": 1}"#
    let cases: [(String, String, String, String)] = [
      ("\"rating\": 4", "\"stars\": 4", "rating", "is missing"),
      ("\"rating\": 4", "\"rating\": \"\"", "rating", "is empty"),
      ("\"rating\": 4", "\"rating\": 7", "rating", "is \"7\", none of 1 to 5"),
      ("\"rating\": 4", "\"rating\": 3.5", "rating", "is \"3.5\", none of 1 to 5"),
      ("\"rating\": 4", "\"rating\": \"four\"", "rating", "is \"four\", none of 1 to 5"),
      ("\"rating\": 4", "\"rating\": [4]", "rating", "is a list, not a text or a number"),
      ("\"user_id\": \"u\"", "\"user\": \"u\"", "user_id", "is missing"),
      ("\"user_id\": \"u\"", "\"user_id\": \" \"", "user_id", "is empty"),
      ("\"text\": \"x\"", "\"text\": [\"x\"]", "text", "is a list, not a text or a number"),
      ("\"title\": \"T\", \"text\": \"x\"", "\"title\": \"\", \"text\": \" \"", "text", "is empty"),
      (
        "\"timestamp\": 1", "\"timestamp\": {}", "timestamp", "is an object, not a text or a number"
      ),
    ]
    for (old, new, column, reason) in cases {
      let mistake = try ShapeSample.mistake(Amazon2023.self, good.replacing(old, with: new))
      #expect(mistake == RecordMistake(column: column, reason), "\(new)")
    }
    let book = #"{"user_id": "g", "book_id": "2", "rating": 4, "review_sentences": ["flat"]}"#
    #expect(
      try ShapeSample.mistake(GoodreadsReviews.self, book)?.column == "review_sentences[0]")
  }

  @Test func aFileWithoutAFieldIsNone() throws {
    let records = try ShapeSample.lines(
      #"{"rating": 4.0, "parent_asin": "B0", "user_id": "AX1", "timestamp": 1588687728923}"#)
    #expect(KnownShapes.best(for: records, of: .lines) == nil)
  }

  @Test(arguments: [
    ("4", "4"), ("4.0", "4"), (" 4,0 ", "4"), ("3.5", "3.5"), ("0.5", "0.5"), (".5", "0.5"),
    ("0", nil), ("5.5", nil), ("3.3", nil), ("nan", nil), ("", nil), ("*", nil),
  ])
  func halves(text: String, label: String?) {
    #expect(RatingScale.halves.label(of: text) == label)
  }
}
