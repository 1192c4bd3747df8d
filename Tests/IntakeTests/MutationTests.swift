internal import Testing

@testable internal import Intake

/// Whatever is done to a file, what comes of it is right or said with its place.
@Suite struct MutationTests {
  private struct Chance {
    var state: UInt64
    mutating func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, count)
    }
  }

  private static let header = ["reviewer", "text", "stars", "date"]
  private static let rows = (0..<30).map { index in
    [
      "anna\(index % 4)", "The plot was thin, but no \(index)", "\(1 + index % 5)",
      "2023-0\(1 + index % 9)-11",
    ]
  }

  /// One of the ways in which files of people go wrong.
  private static func mutated(_ chance: inout Chance) -> (
    table: [[String]], cut: Int?, quote: Int?, renames: Bool
  ) {
    var table = [header] + rows
    let column = chance.next(4)
    var cut: Int?
    var quote: Int?
    let way = chance.next(9)
    switch way {
    case 0:
      table = table.map { row in row.enumerated().filter { $0.offset != column }.map(\.element) }
    case 1: table = table.map { $0 + [$0[column]] }
    case 2: table[0][column] = ["zzz", "", "Column", "x y", "stars"][chance.next(5)]
    case 3: for index in 1..<table.count { table[index][column] = "" }
    case 4: cut = 1 + chance.next(30)
    case 5: quote = 1 + chance.next(30)
    case 6:
      for index in 1..<table.count where chance.next(3) == 0 {
        table[index][column] = "\(chance.next(1000))"
      }
    case 7:
      for index in 1..<table.count where chance.next(9) == 0 {
        table[index][column] = "text, of \"a\" kind\n\u{0}"
      }
    default: table.removeSubrange(1..<(1 + chance.next(30)))
    }
    return (table, cut, quote, column == 0 && way > 5)
  }

  private static func csv(_ table: [[String]], _ delimiter: String, cut: Int?, quote: Int?)
    -> String
  {
    table.enumerated().map { index, row in
      var line = row.map { cell in
        cell.contains { "\",;\t\n".contains($0) }
          ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
      }.joined(separator: delimiter)
      if index == cut { line = String(line.prefix(line.count / 2)) }
      if index == quote { line = line.replacing("The", with: "\"The") }
      return line
    }.joined(separator: "\n") + "\n"
  }

  private static func json(_ table: [[String]], cut: Int?, asList: Bool) -> String {
    let lines = table.dropFirst().enumerated().map { index, row in
      let line = JSONValue.object(
        zip(table[0], row).map {
          JSONValue.Member(key: $0, value: Int($1) != nil ? .number($1) : .string($1))
        }
      ).text
      return index + 1 == cut ? String(line.prefix(line.count / 2)) : line
    }
    return asList
      ? "[\n" + lines.joined(separator: ",\n") + "\n]" : lines.joined(separator: "\n") + "\n"
  }

  private static func people(_ table: [[String]], cut: Int?) -> String {
    table.dropFirst().enumerated().map { index, row in
      var fields: [JSONValue.Member] = []
      for (key, value) in zip(table[0], row) where key != "reviewer" {
        fields.append(
          JSONValue.Member(
            key: ["text": "query", "stars": "response"][key] ?? key, value: .string(value)))
      }
      let line = JSONValue.object([
        JSONValue.Member(
          key: table[0].contains("reviewer") ? "user" : "usr", value: .string(row[0])),
        JSONValue.Member(key: "history", value: .array([.object(fields)])),
      ]).text
      return index + 1 == cut ? String(line.prefix(line.count / 2)) : line
    }.joined(separator: "\n") + "\n"
  }

  @Test(arguments: ["comma", "semicolon", "tab", "lines", "list", "people"])
  func whatIsWrongIsSaid(kind: String) throws {
    let scratch = try IntakeScratch()
    var chance = Chance(state: UInt64(kind.utf8.reduce(0) { $0 + Int($1) }))
    for number in 0..<100 {
      let (table, cut, quote, renames) = Self.mutated(&chance)
      let (text, name) =
        switch kind {
        case "comma": (Self.csv(table, ",", cut: cut, quote: quote), "m.csv")
        case "semicolon": (Self.csv(table, ";", cut: cut, quote: quote), "m.csv")
        case "tab": (Self.csv(table, "\t", cut: cut, quote: quote), "m.tsv")
        case "lines": (Self.json(table, cut: cut, asList: false), "m.jsonl")
        case "list": (Self.json(table, cut: cut, asList: true), "m.json")
        default: (Self.people(table, cut: cut), "m.jsonl")
        }
      let outcome = try scratch.outcome(text, name)
      let taken = outcome.people.reduce(0) { $0 + $1.history.count }
      let all = table.count - 1
      // Every row is there or somebody is told; a place is a line and, within a row, a column.
      #expect(
        taken == all || !outcome.problems.isEmpty,
        "\(kind) \(number): \(taken) of \(all)\n\(text.prefix(300))")
      for problem in outcome.problems { #expect(problem.hasPrefix(name + ":"), "\(problem)") }
      if taken < all, taken > 0 {
        #expect(
          outcome.problems.allSatisfy { $0.contains(#/^m\.[a-z]+:\d+: /#) }, "\(outcome.problems)")
      }
      if !renames, taken == all, outcome.problems.isEmpty, let plan = outcome.plan, all > 0 {
        // The right person, or a question.
        #expect(plan.people <= 4 || !plan.isSure, "\(kind) \(number): \(plan.words)")
      }
    }
  }
}
