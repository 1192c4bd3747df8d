internal import Foundation
internal import Testing

@testable import RPM
@testable import Storage

/// What is planted in the people as they are shipped.
@Suite struct SampleUsersTests {
  static let files = ["films", "papers", "reviews", "surveys"]

  private struct Person: Decodable {
    struct Item: Decodable, Equatable {
      var query, response: String
      var rules: [String]
    }

    var user: String
    var history, test: [Item]
  }

  private struct Extra: Decodable {
    var rules: [String]
  }

  private let bench: Bench

  init() throws {
    bench = try Bench()
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../SampleUsers").standardized

  private func people(_ file: String) throws -> [Person] {
    let text = try String(
      contentsOf: Self.folder.appending(path: "\(file).jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(Person.self, from: Data($0.utf8))
    }
  }

  /// The ids in the line "Rules" of each person's logic.
  private func named() throws -> [String: [String]] {
    let text = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
    var named: [String: [String]] = [:]
    var person = ""
    var isLogic = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix("#") {
        isLogic = line.hasPrefix("### The logic")
      } else if line.hasPrefix("- **") {
        person = String(line.dropFirst(4).prefix { $0 != "*" })
      } else if isLogic, line.hasPrefix("  Rules") {
        let parts = line.split(separator: "`", omittingEmptySubsequences: false)
        let ids = parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
        let earlier = named.updateValue(ids, forKey: person)
        #expect(earlier == nil, "\(person) has two lines of rules")
      }
    }
    return named
  }

  @Test(arguments: files) func everyItemHasRulesThatTheReadmeNames(file: String) throws {
    let named = try named()
    for person in try people(file) {
      let ids = Set(try #require(named[person.user], "\(person.user) has no line of rules"))
      var used: Set<String> = []
      for item in person.history + person.test {
        #expect(Set(item.rules).count == item.rules.count, "\(person.user): \(item.query)")
        used.formUnion(item.rules)
      }
      #expect(used == ids, "\(person.user)")
    }
  }

  @Test func theReadmeNamesNobodyElse() throws {
    let users = try Self.files.flatMap { try people($0).map(\.user) }
    let named = try named()
    #expect(Set(named.keys) == Set(users))
  }

  @Test(arguments: files) func theImportKeepsRulesApart(file: String) async throws {
    let path = Self.folder.appending(path: "\(file).jsonl").path
    #expect(await bench.run("import", path).status == .done)
    let library = try await bench.openLibrary()
    let people = try people(file)
    let summaries = try await library.summaries()
    #expect(summaries.count == people.count)
    for summary in summaries {
      let user = try await library.user(summary.id)
      let person = try #require(people.first { $0.user == user.name })
      let items = try (user.history + user.test).map { item in
        let extra = try #require(item.extra)
        return Person.Item(
          query: item.query, response: item.response,
          rules: try JSONDecoder().decode(Extra.self, from: Data(extra.utf8)).rules)
      }
      #expect(items == person.history + person.test, "\(person.user)")
    }
  }
}
