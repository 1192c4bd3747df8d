/// Tags that people gave films on MovieLens, joined with the table of films.
package struct MovieTags: SourceShape {
  package static let name = "movielens-tags"
  package static let summary =
    "MovieLens, tags and movies together: the film with its genres is the query, the tag the "
    + "response."
  package static let knownBy = "userId, movieId, tag; with a table of movieId, title, genres"
  package static let task = TaskTemplate(
    name: "movielens-tags",
    instruction: "Which tag does this person give the film? Answer with the tag only.",
    answers: .byContent)
  package static let companions = [MovieTitles.companion]

  private let titles: MovieTitles

  package init(companions: CompanionFiles) throws {
    titles = try MovieTitles(companions)
  }

  package static func fit(_ sample: [Record], of container: Container) -> Double {
    switch container {
    case .table(let form) where !form.hasHeader:
      guard form.columns.count == 4, form.delimiter == Array("::".utf8) else { return 0 }
      let hits = sample.count { record in
        [1, 2, 4].allSatisfy { Int(record.text("column \($0)") ?? "") != nil }
          && Double(record.text("column 3") ?? "") == nil
      }
      return sample.isEmpty ? 0 : 0.9 * Double(hits) / Double(sample.count)
    default:
      return MovieTitles.fit(sample, saying: "tag")
    }
  }

  package func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    let hasNames = record["column 3"] == nil
    let user = hasNames ? record.column(of: MovieTitles.users) : "column 1"
    let film = hasNames ? record.column(of: MovieTitles.films) : "column 2"
    let tag = hasNames ? "tag" : "column 3"
    let date = hasNames ? "timestamp" : "column 4"
    let person = try record.filledText(user)
    let id = try record.filledText(film)
    let response = try record.filledText(tag).trimmed
    let given = try record.optionalText(date)
    guard let query = titles[id] else {
      notes.leaveOut("tags of films that the table of movies does not have")
      return []
    }
    return [
      SourceAnswer(
        person: person, query: query, response: response, date: given,
        extra: record.rest(without: [user, tag, date]))
    ]
  }
}
