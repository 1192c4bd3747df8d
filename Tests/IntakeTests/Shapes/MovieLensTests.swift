internal import Testing

@testable internal import Intake

@Suite struct MovieLensTests {
  private let films = ShapeSample.table(
    """
    movieId|title|genres
    1|Green Harbour (1995)|Comedy
    2|Lost Kite, The (2001)|(no genres listed)
    3||Drama
    """)

  @Test func ratingsAreJoinedWithFilms() throws {
    let films = try ShapeSample.lines(
      #"""
      {"movieId": "1", "title": "Green Harbour (1995)", "genres": "Comedy|Drama"}
      {"movieId": "2", "title": "Lost Kite, The (2001)", "genres": "(no genres listed)"}
      """#)
    let ratings = ShapeSample.table(
      """
      userId|movieId|rating|timestamp
      1|1|4.0|964982703
      1|2|3.5|964982931
      2|9|0.5|964982931
      """)
    let form = Container.table(
      TableForm(delimiter: [0x2C], hasHeader: true, columns: ["userId"]))
    #expect(KnownShapes.best(for: ratings, of: form)?.shape == MovieLens.self)
    #expect(KnownShapes.companion(for: ratings, of: form) == nil)
    let (answers, notes) = try ShapeSample.read(
      MovieLens.self, ratings, ShapeSample.companion("movies", films))
    #expect(
      answers.map(\.query) == [
        "Green Harbour (1995). Genres: Comedy, Drama", "Lost Kite, The (2001)",
      ])
    #expect(answers.map(\.response) == ["4", "3.5"])
    #expect(answers.map(\.date) == ["964982703", "964982931"])
    #expect(answers[0].extra == [JSONValue.Member(key: "movieId", value: .string("1"))])
    #expect(notes.omissions.map(\.count) == [1])
    #expect(
      MovieLens.task.answers
        == .scale(["0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4", "4.5", "5"]))
  }

  @Test func theTableOfFilmsIsACompanion() throws {
    let form = Container.table(
      TableForm(delimiter: [0x2C], hasHeader: true, columns: ["movieId", "title", "genres"]))
    #expect(KnownShapes.best(for: films, of: form) == nil)
    let found = try #require(KnownShapes.companion(for: films, of: form))
    #expect(found.companion.role == "movies" && found.companion.isRequired)
    #expect(found.companion.usualNames("ratings.csv") == ["movies.csv", "movies.dat"])
    #expect(found.companion.usualNames("ratings.dat") == ["movies.dat"])
  }

  @Test func theOlderTablesNameNoColumns() throws {
    let ratings = ShapeSample.dat("1::10::5::978300760\n1::11::3::978302109")
    let films = ShapeSample.dat("10::Paper Boats (1993)::Drama|War\n11::Snow (1990)::Comedy")
    #expect(KnownShapes.best(for: ratings, of: ShapeSample.datForm(4))?.shape == MovieLens.self)
    #expect(
      KnownShapes.companion(for: films, of: ShapeSample.datForm(3))?.companion.role == "movies")
    let (answers, _) = try ShapeSample.read(
      MovieLens.self, ratings, ShapeSample.companion("movies", films))
    #expect(
      answers.map(\.query) == [
        "Paper Boats (1993). Genres: Drama, War", "Snow (1990). Genres: Comedy",
      ])
    #expect(answers.map(\.response) == ["5", "3"] && answers[0].date == "978300760")
  }

  @Test func tagsAreJoinedWithFilms() throws {
    let tags = ShapeSample.table("userId|movieId|tag|timestamp\n2|1| quiet |1445714994")
    let form = Container.table(
      TableForm(delimiter: [0x2C], hasHeader: true, columns: ["userId"]))
    #expect(KnownShapes.best(for: tags, of: form)?.shape == MovieTags.self)
    let (answers, _) = try ShapeSample.read(
      MovieTags.self, tags, ShapeSample.companion("movies", films))
    #expect(answers.map(\.response) == ["quiet"])
    #expect(answers.map(\.query) == ["Green Harbour (1995). Genres: Comedy"])
    let dat = ShapeSample.dat("15::4973::clever!::1215184630")
    #expect(KnownShapes.best(for: dat, of: ShapeSample.datForm(4))?.shape == MovieTags.self)
  }

  @Test func nearMissesNameTheField() throws {
    for (line, column) in [
      (#"{"userId": 1, "movieId": 1, "rating": "x"}"#, "rating"),
      (#"{"userId": 1, "movieId": 1, "rating": 6}"#, "rating"),
      (#"{"userId": "", "movieId": 1, "rating": 4}"#, "userId"),
      (#"{"userId": 1, "rating": 4}"#, "movieId"),
      (#"{"userId": 1, "movieId": [1], "rating": 4}"#, "movieId"),
      (#"{"userId": 1, "movieId": 1, "rating": 4, "timestamp": []}"#, "timestamp"),
    ] {
      #expect(try ShapeSample.mistake(MovieLens.self, line)?.column == column, "\(line)")
    }
  }
}
