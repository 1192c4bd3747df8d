internal import Intake

/// Says of what a plan says what to do about it in the sheet, where a command has flags.
enum ImportAdvice {
  /// A doubt with its way out.
  static func sheet(_ doubt: IntakeDoubt) -> String {
    switch doubt.subject {
    case .user: "\(doubt.text); choose Person above"
    case .query: "\(doubt.text); choose Query above"
    case .response: "\(doubt.text); choose Response above"
    case .dates: "\(doubt.text); choose Date form above"
    case .answers: "\(doubt.text); Ranges above takes another number"
    case .format where doubt.wayOut.hasPrefix("--"): "\(doubt.text); Import leaves them out"
    case .format, .companion: sheet("\(doubt)")
    }
  }

  /// What is wrong with a file or a record of it; the sheet knows in which folder it is.
  static func sheet(_ problem: ImportProblem) -> String {
    sheet(short(problem.description, file: problem.file))
  }

  /// A sentence that names a place in a file, without the file's folder.
  static func short(_ text: String, file: String) -> String {
    guard let name = file.split(separator: "/").last else { return text }
    return text.replacing("\(file):", with: "\(name):")
  }

  /// What is wrong, without flags.
  static func sheet(_ text: String) -> String {
    var text = text
    for (flag, words) in flags { text = text.replacing(flag, with: words) }
    if text.contains("reads both") || text.contains("name both files")
      || text.contains("name the file that they belong to")
    {
      text += "; + adds a file here"
    }
    return text
  }

  private static let flags = [
    ("say --encoding latin1 if it is Latin-1", "choose Characters, latin1, if it is Latin-1"),
    ("--encoding names", "Characters names"),
    (" (--user)", ""), (" (--query)", ""), (" (--response)", ""), (" (--date)", ""),
    (" (--options)", ""),
    ("is --task a column of something else?", "is Task a column of something else?"),
    ("--date-format", "Date form"), ("--ranges N", "Ranges"), ("--user COLUMN", "Person"),
    ("--query COLUMN", "Query"), ("--response COLUMN", "Response"),
  ]
}
