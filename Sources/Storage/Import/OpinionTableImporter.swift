internal import GRDB
internal import RPM

/// Reads GlobalOpinionQA's table: a row is a survey question with the shares of its answers in each
/// country, and a country is a user who answers as most people there do (Durmus et al.).
enum OpinionTableImporter {
  /// The task of the users.
  static let task = "goqa"
  private static let instruction =
    "How do most people in this country answer the survey question? Answer with the letter of one "
    + "option."
  /// The columns that have to be there.
  private static let columns = ["question", "selections", "options"]

  /// Whether a line names the columns.
  static func isHeader(_ line: some StringProtocol) -> Bool {
    let names = CSVRow.fields(Array(line.utf8)).map { $0.trimmingWhitespace() }
    return columns.allSatisfy(names.contains)
  }

  /// Imports one table inside a transaction that the caller holds.
  /// - Throws: `ImportProblem` when the file cannot be read to its end, `CancellationError`.
  static func read(
    _ reader: inout LineReader, with writer: inout UserWriter, into db: Database
  ) throws {
    var places: [String: Int] = [:]
    var countries = Countries()
    var left: [OpinionRow.Omission: Int] = [:]
    var withoutChoice = 0
    var number = 0
    while true {
      try Task.checkCancellation()
      var scanner = CSVRow.Scanner()
      let fields = try reader.nextPiece(endingWhere: { scanner.ends(at: $0) }) { bytes in
        bytes.allSatisfy { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 } ? [] : CSVRow.fields(bytes)
      }
      guard let fields else { break }
      if fields.isEmpty { continue }
      if places.isEmpty {
        places = [String: Int](
          fields.enumerated().map { ($1.trimmingWhitespace(), $0) },
          uniquingKeysWith: { first, _ in first })
        continue
      }
      number += 1
      writer.report.lines += 1
      do throws(UserLine.Mistake) {
        guard !scanner.isInQuotes else {
          throw UserLine.Mistake("a quote is not closed, up to the end of the file")
        }
        let row = try OpinionRow(columns.map { field($0, places, fields) })
        if !row.hasChoice { withoutChoice += 1 }
        for (country, shares) in row.countries where row.hasChoice {
          switch row.answer(to: shares) {
          case .success(let answer):
            countries.add(answer, of: country, to: row, source: field("source", places, fields))
          case .failure(let omission): left[omission, default: 0] += 1
          }
        }
      } catch {
        writer.report.addUnread(
          ImportProblem(
            file: reader.name, line: reader.line, reason: "row \(number): \(error.reason)"))
      }
      if number % 64 == 0 { writer.tell(reader) }
    }
    try store(countries, file: reader.name, with: &writer, into: db)
    let name = reader.name
    if withoutChoice > 0 {
      writer.report.remarks.append(
        "\(name): questions left out: \(withoutChoice), fewer than two options are answers")
    }
    writer.report.remarks += OpinionRow.Omission.allCases.compactMap { omission in
      left[omission].map {
        "\(name): answers of countries left out: \($0), \(omission.rawValue)"
      }
    }
    writer.tell(reader)
  }

  private static func field(
    _ name: String, _ places: [String: Int], _ fields: [String]
  ) -> String? {
    places[name].flatMap { fields.indices.contains($0) ? fields[$0] : nil }
  }

  private static func store(
    _ countries: Countries, file: String, with writer: inout UserWriter, into db: Database
  ) throws {
    for name in countries.names {
      let line = UserLine(
        name: name, task: task, instruction: instruction, labels: .none,
        history: countries.items[name] ?? [])
      do {
        try writer.store(line, in: db)
      } catch let mistake as UserLine.Mistake {
        writer.report.addUnread(
          ImportProblem(file: file, line: nil, reason: "\(name): \(mistake.reason)"))
      }
    }
  }

  /// Answers by country, in order of first mention.
  private struct Countries {
    var names: [String] = []
    var items: [String: [UserLine.Item]] = [:]

    mutating func add(_ answer: String, of country: String, to row: OpinionRow, source: String?) {
      if items[country] == nil { names.append(country) }
      items[country, default: []].append(
        UserLine.Item(
          place: row.question, query: row.query, response: answer, date: nil,
          options: row.letters,
          extra: source.map {
            JSONValue.object([JSONValue.Member(key: "source", value: .string($0))]).text
          }))
    }
  }
}
