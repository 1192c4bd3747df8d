internal import Intake
internal import RPM

/// A line of the sheet: what comes in, then what can be chosen.
enum ImportRow: Hashable, Sendable {
  case comesIn
  /// What becomes of people whose lines cannot be read.
  case badLines
  /// How records are understood.
  case format
  /// Which columns hold what.
  case role(ColumnRole)
  /// Which number of a date is the day.
  case dateForm
  /// Into how many ranges numbers fall.
  case ranges
  /// How characters are spelled.
  case encoding

  /// The roles in the order of the sheet.
  static let roles: [ColumnRole] = [
    .user, .query, .response, .date, .task, .instruction, .options, .labels,
  ]

  /// The word in front of it.
  var title: String {
    switch self {
    case .comesIn: "Import"
    case .badLines: "Bad lines"
    case .format: "Format"
    case .role(let role): Self.title(of: role)
    case .dateForm: "Date form"
    case .ranges: "Ranges"
    case .encoding: "Characters"
    }
  }

  /// A role in a word.
  static func title(of role: ColumnRole) -> String {
    switch role {
    case .user: "Person"
    case .query: "Query"
    case .response: "Response"
    case .date: "Date"
    case .task: "Task"
    case .instruction: "Instruction"
    case .options: "Options"
    case .labels: "Labels"
    }
  }

  /// Whether it may have several columns.
  var takesSeveral: Bool { self == .role(.query) || self == .role(.options) }
}

/// What a line of the sheet can be set to.
enum ImportChoice: Hashable, Sendable {
  /// What the file shows.
  case found
  case column(String)
  /// No column has the role.
  case noColumn
  case format(String)
  case dateForm(DateForm)
  case ranges(Int)
  case encoding(TextEncoding)
  /// Whether people whose lines cannot be read are left out.
  case keepsGood(Bool)
}
