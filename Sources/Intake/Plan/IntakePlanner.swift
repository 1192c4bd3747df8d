internal import Foundation

/// Opens files, tells what each is and which belong together, and plans what becomes of them.
package struct IntakePlanner: Sendable {
  /// What came of the files.
  package struct Outcome: Sendable {
    /// One for each file of records, in the order of their names.
    package var plans: [IntakePlan] = []
    /// Files that cannot be read, and why.
    package var problems: [ImportProblem] = []
  }

  private let options: IntakeOptions

  /// Creates a planner.
  package init(_ options: IntakeOptions = IntakeOptions()) { self.options = options }

  /// A file and what it is.
  private struct Seen {
    var file: IntakeFile
    var kind: Kind
  }

  private enum Kind {
    case people
    case rows
    case shape(any SourceShape.Type)
    case companion(any SourceShape.Type, Companion)
  }

  /// Plans what becomes of files.
  /// - Throws: `CancellationError`.
  package func plans(
    for paths: [String], halt: Halt = Halt(),
    progress: (IntakeProgress) -> Void = { _ in }
  ) throws -> Outcome {
    var outcome = Outcome()
    var seen: [Seen] = []
    for path in paths {
      do {
        let file = try IntakeFile(path, encoding: options.encoding, halt: halt) { bytes in
          progress(
            IntakeProgress(
              file: "standard input", bytes: bytes, size: 0, records: 0, isReading: false))
        }
        seen.append(Seen(file: file, kind: try kind(of: file)))
      } catch let problem as ImportProblem {
        outcome.problems.append(problem)
      }
    }
    var used: Set<Int> = []
    for entry in seen {
      do {
        if let plan = try plan(entry, among: seen, &used, halt, progress) {
          outcome.plans.append(plan)
        }
      } catch let problem as ImportProblem {
        outcome.problems.append(problem)
      }
    }
    for (index, entry) in seen.enumerated() where !used.contains(index) {
      guard case .companion(let shape, let companion) = entry.kind else { continue }
      outcome.problems.append(
        ImportProblem(
          file: entry.file.source.name, line: nil,
          reason:
            "these are the \(companion.role) of \(shape.name); name the file that they belong "
            + "to as well"))
    }
    return outcome
  }

  private func kind(of file: IntakeFile) throws -> Kind {
    if let format = options.format?.lowercased() {
      switch format {
      case "people": return .people
      case "rows": return .rows
      default:
        guard let shape = KnownShapes.named(format) else {
          throw ImportProblem(
            file: file.source.name, line: nil,
            reason: "there is no format \"\(format)\"; there are "
              + FormatListing.all.map(\.name).joined(separator: ", "))
        }
        let fit = shape.companions.map { ($0, $0.fit(file.sample, file.container)) }
          .max { $0.1 < $1.1 }
        if let fit, fit.1 >= KnownShapes.leastFit,
          fit.1 > shape.fit(file.sample, of: file.container)
        {
          return .companion(shape, fit.0)
        }
        return .shape(shape)
      }
    }
    let names = options.roles
    if OwnRows.isOne(file.container) || names.user != nil || !names.query.isEmpty
      || names.response != nil
    {
      return .rows
    }
    let best = KnownShapes.best(for: file.sample, of: file.container)
    if let found = KnownShapes.companion(for: file.sample, of: file.container),
      found.fit > best?.fit ?? 0
    {
      return .companion(found.shape, found.companion)
    }
    if file.holdsPeople { return .people }
    return best.map { .shape($0.shape) } ?? .rows
  }

  private func plan(
    _ entry: Seen, among seen: [Seen], _ used: inout Set<Int>, _ halt: Halt,
    _ progress: (IntakeProgress) -> Void
  ) throws -> IntakePlan? {
    switch entry.kind {
    case .companion: return nil
    case .people:
      return try IntakePlan(entry.file, .people, options: options, halt: halt, progress: progress)
    case .rows:
      return try IntakePlan(
        entry.file, .columns(ColumnRoles()), options: options, halt: halt, progress: progress)
    case .shape(let shape):
      var files: [String: CompanionFiles.File] = [:]
      var remarks: [String] = []
      for companion in shape.companions {
        let index = seen.indices.first { index in
          guard !used.contains(index), case .companion(let other, let found) = seen[index].kind
          else { return false }
          return other.name == shape.name && found.role == companion.role
        }
        if let index {
          used.insert(index)
          files[companion.role] = Self.companion(seen[index].file, halt)
          continue
        }
        let words = missing(companion, of: entry.file, shape)
        guard !companion.isRequired else {
          throw ImportProblem(file: entry.file.source.name, line: nil, reason: words)
        }
        remarks.append(words)
      }
      return try IntakePlan(
        entry.file, .shape(shape, CompanionFiles(files)), options: options, remarks: remarks,
        halt: halt, progress: progress)
    }
  }

  /// What is missing, with the line to type.
  private func missing(
    _ companion: Companion, of file: IntakeFile, _ shape: any SourceShape.Type
  ) -> String {
    let path = file.source.path
    let folder = (path as NSString).deletingLastPathComponent
    let names = companion.usualNames((path as NSString).lastPathComponent)
    let beside = names.map { folder.isEmpty ? $0 : folder + "/" + $0 }
      .first { FileManager.default.fileExists(atPath: $0) }
    let without = "without its \(companion.role) \(companion.without)"
    if let beside { return "\(without); rationale import \(path) \(beside) reads both" }
    return "\(without); name both files"
      + (names.first.map { ", this one and \($0)" } ?? "")
  }

  private static func companion(_ file: IntakeFile, _ halt: Halt) -> CompanionFiles.File {
    CompanionFiles.File(around: file.around) { body in
      var reader = try RecordReader(file.source, file.container, halt: halt)
      while let item = try reader.next() {
        if case .record(let record) = item { try body(record) }
      }
    }
  }
}
