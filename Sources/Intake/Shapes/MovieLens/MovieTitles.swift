internal import RPM

/// The films of a MovieLens table, as queries, by their id.
struct MovieTitles {
  /// What the columns of people and films are called.
  static let users = ["userId", "user_id", "userid", "UserID"]
  static let films = ["movieId", "movie_id", "movieid", "MovieID"]

  static let companion = Companion(
    role: "movies", isRequired: true,
    without: "its films are only numbers",
    usualNames: { file in
      if file == "u.data" { return ["u.item"] }
      return file.hasSuffix(".dat") ? ["movies.dat"] : ["movies.csv", "movies.dat"]
    },
    fit: { sample, container in
      switch container {
      case .table(let form) where !form.hasHeader:
        // `1::Film (1999)::Comedy|Drama`, and the older table with a column for each genre.
        guard form.columns.count == 3 || form.columns.count >= 20 else { return 0 }
        let hits = sample.count { record in
          Int(record.text("column 1") ?? "") != nil
            && Double(record.text("column 2") ?? "0") == nil
        }
        return sample.isEmpty ? 0 : 0.9 * Double(hits) / Double(sample.count)
      default:
        return FieldFit(required: ["title"], usual: ["genres"]).over(sample) { record in
          films.contains { record[$0] != nil } && !users.contains { record[$0] != nil }
        }
      }
    })

  /// How well a table with names looks like what people said of films: who, which film, and `said`.
  static func fit(_ sample: [Record], saying said: String) -> Double {
    FieldFit(required: [said], usual: ["timestamp"]).over(sample) { record in
      users.contains { record[$0] != nil } && films.contains { record[$0] != nil }
        // Joined already, and a table as any other.
        && record["title"] == nil
    }
  }

  private var queries: [String: String] = [:]

  /// Reads the table, where it was named. Rows without an id or a title have no film.
  init(_ companions: CompanionFiles) throws {
    try companions["movies"]?.read { record in
      let hasNames = record["column 1"] == nil
      guard let id = record.text(hasNames ? record.column(of: Self.films) : "column 1"),
        let title = record.text(hasNames ? "title" : "column 2")
      else { return }
      let isWide = record["column 4"] != nil
      let genres = isWide ? nil : record.text(hasNames ? "genres" : "column 3")
      queries[id.trimmingWhitespace()] = Self.query(title: title, genres: genres)
    }
  }

  /// `Heat (1995). Genres: Action, Crime`.
  private static func query(title: String, genres: String?) -> String {
    let title = title.onOneLine
    let names = (genres ?? "").split(separator: "|").map { $0.trimmingWhitespace() }
      .filter { !$0.isEmpty && !$0.hasPrefix("(no genres") }
    return names.isEmpty ? title : "\(title). Genres: \(names.joined(separator: ", "))"
  }

  /// The film of an id.
  subscript(id: String) -> String? { queries[id.trimmingWhitespace()] }
}
