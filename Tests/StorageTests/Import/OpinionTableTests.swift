internal import Intake
internal import RPM
internal import Testing

@testable internal import Storage

/// The table is made by hand: nothing of GlobalOpinionQA itself is here.
@Suite struct OpinionTableTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func row(_ question: String, _ selections: String, _ options: String) -> String {
    [question, "defaultdict(<class 'list'>, {\(selections)})", options, "GAS"]
      .map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
  }

  private func imported(
    _ rows: [String]
  ) async throws -> (report: ImportReport, users: [User]) {
    let library = try await scratch.library()
    let text = (["question,selections,options,source"] + rows).joined(separator: "\n")
    let report = try await library.importFile(scratch.write(text, to: "goqa.csv"))
    var users: [User] = []
    for id in report.users { users.append(try await library.user(id)) }
    return (report, users)
  }

  @Test func aCountryAnswersAsMostPeopleThere() async throws {
    let (report, users) = try await imported([
      row(
        "More \"trains\", or\nmore roads?", "'Malta': [0.6, 0.4], \"Côte d'Or\": [0.2, 0.8]",
        "['Trains', 'Roads']"),
      row("How many?", "'Malta': [0.1, 0.2, 0.7]", "[1.0, 'Two', 3]"),
    ])
    #expect(users.map(\.name) == ["Malta", "Côte d'Or"])
    #expect(users.allSatisfy { $0.task.name == "goqa" && $0.task.answers == .options })
    #expect(
      users[0].history.map(\.query) == [
        "More \"trains\", or more roads?\nA. Trains\nB. Roads", "How many?\nA. 1\nB. Two\nC. 3",
      ])
    #expect(users[0].history.map(\.response) == ["A", "C"])
    #expect(users[1].history.map(\.response) == ["B"])
    #expect(users[0].history[0].extra == #"{"source": "GAS"}"#)
    #expect(report.unreadRowCount == 0 && report.remarks.isEmpty && report.lines == 2)
  }

  @Test func dontKnowIsNoAnswer() async throws {
    let (_, users) = try await imported([
      // 30 against 25 of 55 are nine points apart, of all they are five.
      row("Trains?", "'Malta': [0.3, 0.45, 0.25]", "['Yes', 'DK/Refused', 'No']")
    ])
    #expect(users[0].history.map(\.query) == ["Trains?\nA. Yes\nB. No"])
    #expect(users[0].history.map(\.response) == ["A"])
  }

  @Test func whatTheRulesLeaveOutIsCounted() async throws {
    let options = "['Yes', 'No', 'Don’t know (VOL)']"
    let (report, users) = try await imported([
      row("Sum?", "'A': [0.5, 0.3, 0.1], 'B': [0.6, 0.3, 0.08], 'C': [0.6, 0.3, 0.13]", options),
      row("Margin?", "'A': [0.4, 0.37, 0.23], 'B': [0.42, 0.38, 0.2]", options),
      row("Count?", "'A': [0.5, 0.5], 'B': [0.5, 0.25, 'x'], 'C': [0, 0, 1]", options),
      row("Equal?", "'D': [0.5, 0.5, 0]", options),
      row("One?", "'A': [0.7, 0.3]", "['Yes', 'Refused']"),
    ])
    #expect(users.map(\.name) == ["B"])
    #expect(
      users[0].history.map { $0.query.prefix { $0 != "\n" } } == ["Sum?", "Margin?"])
    #expect(report.unreadRowCount == 0)
    let counts = report.remarks.map { $0.split(separator: ": ").last?.prefix(1) }
    #expect(counts.compactMap(\.self).sorted() == ["1", "1", "2", "2", "2"], "\(report.remarks)")
  }

  @Test func rowsThatCannotBeReadAreNamed() async throws {
    let good = row("Good?", "'A': [0.7, 0.3]", "['Yes', 'No']")
    let (report, users) = try await imported([
      good, row("Broken\nin two?", "'A': [0.7, 0.3", "['Yes', 'No']"),
      row("Empty?", "'A': [0.7, 0.3]", "['Yes', ' ']"), "\"too\",\"short\"",
      row("", "'A': [0.7, 0.3]", "['Yes', 'No']"),
      row("No list?", "'A': 3", "['Yes', 'No']"), row("Nested?", "'A': [1, 0]", "['Yes', [1]]"),
      row("Last?", "'A': [0.1, 0.9]", "['Yes', 'No']"),
    ])
    #expect(users[0].history.map(\.response) == ["A", "B"])
    // A row of two lines is counted once, and told by the line on which it begins.
    #expect(report.unreadRows.map(\.line) == [3, 5, 6, 7, 8, 9])
    let reasons = report.unreadRows.map(\.reason)
    #expect(reasons[0].hasPrefix("row 2: selections: at character "))
    #expect(reasons[1].hasPrefix("row 3: an option cannot be printed"))
    #expect(reasons[2] == "row 4: 2 cells of 4: none for options, source")
    #expect(reasons[3] == "row 5: question is empty")
    #expect(reasons[4].contains("no list") && reasons[5].contains("option 2 is no text"))
  }

  @Test func aQuoteThatIsNeverClosedIsToldOnce() async throws {
    let good = row("Good?", "'A': [0.7, 0.3]", "['Yes', 'No']")
    let (report, users) = try await imported([good, "\"open,\(good)", good])
    // The quote closes where the next one opens; the row after it is read again.
    #expect(users.count == 1 && users[0].history.count == 2)
    #expect(report.unreadRowCount == 1)
  }

  @Test func aQuoteThatTakesTheRestInIsToldOnce() async throws {
    let good = row("Good?", "'A': [0.7, 0.3]", "['Yes', 'No']")
    let (report, users) = try await imported([good, "\"open, and no other", "Good? none"])
    #expect(users.count == 1 && users[0].history.count == 1)
    #expect(report.unreadRows.map(\.line) == [3])
    #expect(report.unreadRows[0].reason.contains("is never closed"))
  }
}
