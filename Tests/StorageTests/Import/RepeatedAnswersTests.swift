internal import Foundation
internal import Intake
internal import RPM
internal import Testing

@testable internal import Storage

/// Identical answers of one person: what a file says of a person is one list, and of identical ones
/// as many are kept as the list has or were there, whichever is more.
@Suite struct RepeatedAnswersTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func piece(_ queries: [String], isPart: Bool = true) -> UserLine {
    let items = queries.map { query in
      UserLine.Item(
        place: "", query: query, response: "r", date: "2020-01-0\(query.count)", options: nil,
        extra: nil)
    }
    var line = UserLine(name: "Ada", task: "t", instruction: "i", labels: .none, history: items)
    line.isPart = isPart
    return line
  }

  private func store(_ lines: [UserLine], in library: Library) async throws -> ImportReport {
    try await library.write { db in
      var writer = UserWriter(
        keepsGood: false, replaces: false, created: Date(), progress: { _ in })
      for line in lines { try writer.store(line, in: db) }
      try writer.finishFile(in: db, halt: Halt())
      return writer.report
    }
  }

  @Test func piecesOfAListAreOneList() async throws {
    let pieces = [piece(["xxx", "x"]), piece(["x", "xx"]), piece(["x"])]
    let whole = [piece(["xxx", "x", "x", "xx", "x"], isPart: false)]
    let elsewhere = try Scratch()
    let one = try await scratch.library()
    let other = try await elsewhere.library()
    let report = try await store(pieces, in: one)
    #expect((report.added, report.skipped, report.usersAdded) == (5, 0, 1))
    #expect(try await store(whole, in: other).added == 5)
    let user = try await one.user(report.users[0])
    #expect(try await other.user(1) == user)
    // In order of time, and counted.
    #expect(user.history.map(\.query) == ["x", "x", "x", "xx", "xxx"])
    #expect(try await one.summaries().map(\.interactions) == [5])

    for lines in [pieces, whole] {
      let again = try await store(lines, in: one)
      #expect((again.added, again.skipped) == (0, 5))
      #expect((again.usersAdded, again.usersRepeated) == (0, 1))
    }
    let more = try await store([piece(["x", "x"]), piece(["x", "x", "y"])], in: one)
    #expect((more.added, more.skipped) == (2, 3))
  }

  @Test func rowsThatStandFarApartAreOneList() async throws {
    let rows = ["A,q,r", "B,q,r", "A,p,r", "A,q,r"]
    let path = try scratch.write(
      (["user,query,response"] + rows).joined(separator: "\n"), to: "a.csv")
    let library = try await scratch.library()
    let first = try await library.importFile(path)
    #expect((first.added, first.skipped) == (4, 0))
    let again = try await library.importFile(path)
    #expect((again.added, again.skipped, again.usersRepeated) == (0, 4, 2))
    // Two files are two lists.
    let elsewhere = try Scratch()
    let other = try await elsewhere.library()
    let both = try await other.importFiles([path, path])
    #expect((both.added, both.skipped) == (4, 4))
  }
}
