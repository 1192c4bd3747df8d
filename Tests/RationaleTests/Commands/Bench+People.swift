internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

extension Bench {
  /// A bench whose library holds the reader, the voter and the author.
  static func withPeople() async throws -> Bench {
    let bench = try Bench()
    try bench.write(
      [People.reader, People.voter, People.author].joined(separator: "\n"), to: "people.jsonl")
    #expect(await bench.run("import", bench.folder + "/people.jsonl").status == .done)
    return bench
  }
}
