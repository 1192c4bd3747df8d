/// Ratings of films from MovieLens, joined with the table of films; both as `.csv` or as the older
/// `.dat` between `::`, which names no columns.
package struct MovieLens: SourceShape {
  package static let name = "movielens"
  package static let summary =
    "MovieLens, ratings and movies together: the film with its genres is the query, the stars the "
    + "response."
  package static let knownBy = "userId, movieId, rating; with a table of movieId, title, genres"
  package static let task = TaskTemplate(
    name: "movielens",
    instruction: "How many stars, 0.5 to 5 in halves, does this person give the film? "
      + "Answer with the number only.",
    answers: .scale(RatingScale.halves.labels))
  package static let companions = [MovieTitles.companion]

  private let titles: MovieTitles

  package init(companions: CompanionFiles) throws {
    titles = try MovieTitles(companions)
  }

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    switch container {
    case .table(let form) where !form.hasHeader:
      guard form.columns.count == 4, form.delimiter != [UInt8(ascii: ",")] else { return 0 }
      let hits = sample.count { record in
        (1...4).allSatisfy { Double(record.text("column \($0)") ?? "") != nil }
          && RatingScale.halves.label(of: record.text("column 3") ?? "") != nil
          && (Double(record.text("column 4") ?? "") ?? 0) > 1e8
      }
      return sample.isEmpty ? 0 : 0.9 * Double(hits) / Double(sample.count)
    default:
      return MovieTitles.fit(sample, saying: "rating")
    }
  }

  package func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    let columns =
      record["column 3"] == nil
      ? (
        user: record.column(of: MovieTitles.users), film: record.column(of: MovieTitles.films),
        rating: "rating", date: record.column(of: ["timestamp", "date"])
      )
      : (user: "column 1", film: "column 2", rating: "column 3", date: "column 4")
    let person = try record.filledText(columns.user)
    let film = try record.filledText(columns.film)
    let response = try RatingScale.halves.label(columns.rating, in: record)
    let date = try record.optionalText(columns.date)
    guard let query = titles[film] else {
      notes.leaveOut("ratings of films that the table of movies does not have")
      return []
    }
    return [
      SourceAnswer(
        person: person, query: query, response: response, date: date,
        extra: record.rest(without: [columns.user, columns.rating, columns.date]))
    ]
  }
}
