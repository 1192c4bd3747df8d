internal import Foundation
internal import Intake
internal import RPM

/// Files, and what somebody says of them; everything else is looked at.
struct ImportRequest: Hashable, Sendable {
  /// What its answer is known by; each change has the next one.
  var number = 0
  /// The files as they were typed. The first one is shown, others belong to it.
  var paths: [String] = []
  /// `rows`, `people` or the name of a shape.
  var format: String?
  var roles = ColumnRoles()
  var dateForm: DateForm?
  /// Into how many ranges numbers fall.
  var ranges: Int?
  var encoding: TextEncoding?
  /// Whether people whose lines cannot be read are left out, rather than all of the file.
  var keepsGood = false

  /// The paths as the system knows them.
  var files: [String] { paths.map { NSString(string: $0).expandingTildeInPath } }

  /// The last part of the first path: what the sheet calls the file.
  var name: String {
    let last = paths.first?.split(separator: "/").last.map(String.init) ?? ""
    return paths.count > 1 ? "\(last) and \(paths.count - 1) more" : last
  }

  /// What a planner is told.
  var options: IntakeOptions {
    var options = IntakeOptions()
    options.format = format
    options.roles = roles
    options.dateForm = dateForm
    options.ranges = ranges
    options.encoding = encoding
    return options
  }

  /// The same for another file, of which nothing was said.
  mutating func start(_ path: String) {
    self = ImportRequest(number: number + 1, paths: [path])
  }
}

/// What would become of files. Known by the request it answers: it is as large as the files are.
struct ImportPlanning: Hashable, Sendable {
  let request: ImportRequest
  let outcome: IntakePlanner.Outcome

  static func == (one: ImportPlanning, other: ImportPlanning) -> Bool {
    one.request == other.request
  }

  func hash(into hasher: inout Hasher) { hasher.combine(request) }
}
