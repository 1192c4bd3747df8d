internal import Foundation
internal import GRDB
internal import RPM
internal import Testing

@testable internal import Storage

/// Dates on their way into the library and in it.
@Suite struct DateRowsTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  /// A person of one answer a date; the query of each is its number in the list.
  private func line(_ dates: [String?], name: String = "Ada") throws -> String {
    let items = dates.enumerated().map { index, date in
      var item: [String: Any] = ["query": "\(index)", "response": "1"]
      if let date { item["date"] = date }
      return item
    }
    let line: [String: Any] = [
      "user": name, "task": "reviews", "instruction": "Rate it.", "labels": ["1", "2"],
      "history": items,
    ]
    return String(decoding: try JSONSerialization.data(withJSONObject: line), as: UTF8.self)
  }

  private func imported(
    _ dates: [String?], into library: Library? = nil
  ) async throws -> (Library, Library.UserID) {
    let library = if let library { library } else { try await scratch.library() }
    let file = try scratch.write(try line(dates), to: "\(UUID().uuidString).jsonl")
    return (library, try #require(try await library.importFile(file).users.first))
  }

  private func queries(_ library: Library, _ id: Library.UserID) async throws -> String {
    try await library.user(id).history.map(\.query).joined(separator: " ")
  }

  @Test(arguments: [
    ["20.01.2024", "15.02.2024", "10.03.2024", "05.04.2024", "28.05.2024"],
    ["1/20/2024", "2/15/2024", "3/10/2024", "4/5/2024", "5/28/2024"],
    ["2024-05-01 9:30 PM", "2024-05-01 10:15 PM", "2024-05-02 1:00 AM", "2024-05-02 2:00 AM"],
    ["999999999", "1000000001", "1000000002", "1000000003"],
    ["Jan 20, 2024", "Feb 15, 2024", "Mar 10, 2024", "Apr 5, 2024"],
    ["Sat, 20 Jan 2024 23:30:00 -0500", "Sun, 21 Jan 2024 05:00:00 +0000"],
  ])
  func historiesComeInOrderOfTime(dates: [String]) async throws {
    let (library, id) = try await imported(dates)
    let inOrder = dates.indices.map(String.init).joined(separator: " ")
    #expect(try await queries(library, id) == inOrder)
    #expect(try await library.user(id).history.allSatisfy { $0.instant != nil })
    #expect(try await library.user(id).history.map(\.date) == dates)
  }

  @Test func newestFirstWithOneMissingIsOldestFirst() async throws {
    let dates: [String?] = ["2024-10-10", "2024-09-10", nil, "2024-05-10", "2024-01-10"]
    let (library, id) = try await imported(dates)
    #expect(try await queries(library, id) == "4 3 2 1 0")
    #expect(try await library.user(id).history.last?.date == "2024-10-10")
  }

  @Test func whatIsNotKnownOfTheOrderIsSaid() async throws {
    let library = try await scratch.library()
    let lines = try [
      line(["2024-10-10", nil, "2024-05-10"], name: "Ada"),
      line(["1/2/2024", "3/4/2024"], name: "Bea"), line(["1/2/2024"], name: "Cid"),
      line([nil, nil], name: "Dan"), line(["2024-01-01"], name: "Eve"),
    ]
    let file = try scratch.write(lines.joined(separator: "\n"), to: "people.jsonl")
    let report = try await library.importFile(file)
    #expect(
      report.remarks == [
        "order of Bea and 1 more: by the file's order: \"1/2/2024\" is 2024-02-01 as "
          + "day/month/year and 2024-01-02 as month/day/year, and no other date tells which",
        "order of Ada: by date, but 1 of 3 have none and stay behind the one before them",
      ])
  }

  @Test func anEmptyDateIsNone() async throws {
    let (library, id) = try await imported(["", " ", ""])
    #expect(try await library.user(id).history.allSatisfy { $0.date == nil && $0.instant == nil })
    #expect(try await queries(library, id) == "0 1 2")
  }

  @Test func twoSidesWaitForWhatTells() async throws {
    let (library, id) = try await imported(["03/04/2024", "02/05/2024"])
    #expect(try await queries(library, id) == "0 1")
    #expect(try await library.user(id).history.allSatisfy { $0.instant == nil })
    await #expect(throws: LibraryError.self) {
      try await library.instant(of: "01/06/2024", for: id)
    }
    // Another file has a day above 12.
    try await library.append(
      Interaction(query: "new", response: "1", date: "04/13/2024"), to: id)
    #expect(try await queries(library, id) == "1 0 new")
    #expect(try await library.instant(of: "01/06/2024", for: id).text == "2024-01-06")
  }

  @Test func aFormThatIsAskedForIsKept() async throws {
    let (library, id) = try await imported(["03/04/2024", "02/05/2024"])
    try await library.save(Sample.model(try await library.user(id).task), for: id)
    try await library.readDates(as: DateForm(.dayMonthYear), for: id)
    #expect(try await queries(library, id) == "0 1")
    #expect(try await library.summary(id).model?.isStale == false)
    try await library.readDates(as: DateForm(.monthDayYear), for: id)
    #expect(try await queries(library, id) == "1 0")
    // The model still knows what it was fitted on, and in which order.
    #expect(try await library.summary(id).model?.isStale == true)
    #expect(try await library.model(for: id).history.map(\.query) == ["0", "1"])
    try await library.append(
      Interaction(query: "new", response: "1", date: "01/02/2024"), to: id)
    #expect(try await queries(library, id) == "new 1 0")
  }

  @Test func datesOfAnotherFormAreReadBesideTheOthers() async throws {
    let (library, id) = try await imported(["20.01.2024", "15.02.2024"])
    for (query, date) in [("a", "2024-02-01"), ("b", "01.02.2023"), ("c", "5/30/2024")] {
      try await library.append(Interaction(query: query, response: "1", date: date), to: id)
    }
    #expect(try await queries(library, id) == "b 0 a 1 c")
  }

  @Test func aSecondImportChangesNothing() async throws {
    let dates: [String?] = ["2024-10-10", nil, "2024-10-10", "", "2024-01-10"]
    let (library, id) = try await imported(dates)
    let first = try await library.user(id)
    _ = try await imported(dates, into: library)
    #expect(try await library.user(id) == first)
  }

  /// A library of the version before there were moments.
  private func older() async throws -> Library.UserID {
    let (library, id) = try await imported(["a", "b", "c", "d"].map { _ in nil })
    try await library.save(Sample.model(try await library.user(id).task), for: id)
    try await library.write { db in
      let dates = ["20.03.2024", "15.02.2024", "", "10.01.2024"]
      for (position, date) in dates.enumerated() {
        try db.execute(
          sql: "UPDATE interaction SET date = ?, digest = 0 WHERE position = ?",
          arguments: [date, position])
      }
      try db.execute(
        sql: """
          ALTER TABLE interaction DROP COLUMN instant;
          ALTER TABLE user DROP COLUMN date_form;
          PRAGMA user_version = 5;
          """)
    }
    library.close()
    return id
  }

  @Test func anOlderLibraryIsPutInOrder() async throws {
    let id = try await older()
    for _ in 0..<2 {
      let library = try await scratch.library()
      #expect(try await queries(library, id) == "3 2 1 0")
      #expect(
        try await library.user(id).history.map(\.date)
          == ["10.01.2024", nil, "15.02.2024", "20.03.2024"])
      #expect(try await library.instant(of: "01.02.2024", for: id).text == "2024-02-01")
      // The model was fitted on the old order: it is whole, and stale.
      #expect(try await library.summary(id).model?.isStale == true)
      #expect(try await library.model(for: id).history.map(\.query) == ["0", "1", "2", "3"])
      library.close()
    }
    // What had an empty date is known again when it comes without.
    let library = try await scratch.library()
    let added = try await library.append(Interaction(query: "2", response: "1"), to: id)
    #expect(!added)
  }
}
