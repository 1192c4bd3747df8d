/// Roles as somebody chooses them, one after the other.
extension ColumnRoles {
  /// The columns of a role, in their order; empty where it has none, or a text in the place of one.
  package func columns(of role: ColumnRole) -> [String] {
    func column(_ setting: Setting?) -> [String] {
      if case .column(let name)? = setting { [name] } else { [] }
    }
    return switch role {
    case .user: user.map { [$0] } ?? []
    case .query: query
    case .response: response.map { [$0] } ?? []
    case .date: date.map { [$0] } ?? []
    case .options: options
    case .task: column(task)
    case .instruction: column(instruction)
    case .labels: labelsColumn.map { [$0] } ?? []
    }
  }

  /// Gives columns to a role, and takes them from those that had them. Without any, no column has
  /// the role, whatever one seems to be.
  package mutating func give(_ columns: [String], to role: ColumnRole) {
    for other in ColumnRole.allCases where other != role {
      let kept = self.columns(of: other).filter { !columns.contains($0) }
      if kept.count < self.columns(of: other).count { set(kept, other) }
    }
    set(columns, role)
    if columns.isEmpty { absent.insert(role) } else { absent.remove(role) }
  }

  /// Leaves it to the file again which columns a role has.
  package mutating func forget(_ role: ColumnRole) {
    set([], role)
    absent.remove(role)
  }

  /// Whether somebody said which columns a role has, or that none has it.
  package func says(_ role: ColumnRole) -> Bool {
    absent.contains(role) || !columns(of: role).isEmpty
  }

  private mutating func set(_ columns: [String], _ role: ColumnRole) {
    let setting = columns.first.map { Setting.column($0) }
    switch role {
    case .user: user = columns.first
    case .query: query = columns
    case .response: response = columns.first
    case .date: date = columns.first
    case .options: options = columns
    case .task: task = setting
    case .instruction: instruction = setting
    case .labels: (labels, labelsColumn) = (nil, columns.first)
    }
  }
}
