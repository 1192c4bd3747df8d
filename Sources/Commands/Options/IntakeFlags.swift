internal import ArgumentParser
internal import Intake
internal import Presentation
internal import RPM

/// What can be said of files that are imported; everything else is looked at.
struct IntakeFlags: ParsableArguments {
  @Option(help: ArgumentHelp("The column that says who answered.", valueName: "column"))
  var user: String?

  @Option(
    help: ArgumentHelp(
      "The columns of what was asked, with commas between; once more for each where names hold commas.",
      valueName: "columns"))
  var query: [String] = []

  @Option(help: ArgumentHelp("The column of what was answered.", valueName: "column"))
  var response: String?

  @Option(help: ArgumentHelp("The column of dates.", valueName: "column"))
  var date: String?

  @Option(help: ArgumentHelp("The column of the task, or its name for all.", valueName: "text"))
  var task: String?

  @Option(
    help: ArgumentHelp("The column of the instruction, or its text for all.", valueName: "text"))
  var instruction: String?

  @Option(
    help: ArgumentHelp(
      "What can be answered, with commas between, or a column of lists.",
      valueName: "labels"))
  var labels: [String] = []

  @Option(
    help: ArgumentHelp("The columns of options, or one column of lists.", valueName: "columns"))
  var options: [String] = []

  @Option(help: ArgumentHelp("Put numbers into so many ranges.", valueName: "n"))
  var ranges: Int?

  @Option(
    help: ArgumentHelp("How dates are written: \(DateForm.syntax).", valueName: "form"))
  var dateFormat: String?

  @Option(
    help: ArgumentHelp("How characters are written: \(TextEncoding.names).", valueName: "name"))
  var encoding: String?

  @Option(help: ArgumentHelp("What the file is; --list-formats lists them.", valueName: "name"))
  var format: String?

  func validate() throws {
    if let ranges, !(2...100).contains(ranges) { throw ValidationError("--ranges is 2 to 100") }
    _ = try encodingMeant
    _ = try dateFormMeant
  }

  /// What the flags say.
  func intakeOptions() throws -> IntakeOptions {
    var meant = IntakeOptions()
    meant.encoding = try encodingMeant
    meant.dateForm = try dateFormMeant
    meant.format = format
    meant.ranges = ranges
    meant.roles = ColumnRoles(
      user: user, query: Self.names(query), response: response, date: date,
      options: Self.names(options), task: task.map { .text($0) },
      instruction: instruction.map { .text($0) },
      labels: labels.isEmpty ? nil : Self.names(labels))
    return meant
  }

  private var encodingMeant: TextEncoding? {
    get throws {
      guard let encoding else { return nil }
      guard let meant = TextEncoding(name: encoding) else {
        throw ValidationError("--encoding \(encoding): there are \(TextEncoding.names)")
      }
      return meant
    }
  }

  private var dateFormMeant: DateForm? {
    get throws {
      guard let dateFormat else { return nil }
      guard let meant = DateForm(dateFormat) else {
        throw ValidationError("--date-format \(dateFormat): write \(DateForm.syntax)")
      }
      return meant
    }
  }

  /// One flag may hold several names with commas between; several flags hold one each.
  private static func names(_ texts: [String]) -> [String] {
    guard texts.count == 1 else { return texts }
    return texts[0].split(separator: ",").map { $0.trimmingWhitespace() }
      .filter { !$0.isEmpty }
  }
}
