internal import Intake
internal import RPM
internal import Storage
internal import TerminalKit

/// The sheet that imports a file: its path, then how it begins, what its columns are taken for and
/// what would come in.
///
/// It stays as it was left, so that a file that is opened again has its choices still.
struct ImportSheetState: Sendable {
  enum Phase: Hashable, Sendable {
    /// The path is typed.
    case typing
    /// The file is opened.
    case opening
    /// All of the file is looked at.
    case planning
    /// It was looked at.
    case ready
    /// It comes in.
    case importing
  }

  /// How far something is.
  struct Progress: Hashable, Sendable {
    var records: Int
    /// Of the file's bytes; `nil` where nobody knows.
    var share: Double?
  }

  private(set) var phase = Phase.typing
  private(set) var line = PathLineState()
  private(set) var request = ImportRequest()
  /// Whether the path is that of one more file.
  private(set) var isAdding = false
  /// How the file begins; `nil` until it was opened.
  private(set) var preview: ImportPreview?
  /// What the last plan found, and the plan itself, where it is that of the request.
  private(set) var findings: ImportFindings?
  private(set) var planning: ImportPlanning?
  private(set) var progress: Progress?
  /// Why the file was not opened, or did not come in.
  private(set) var trouble: [String] = []
  var list = ListState<ImportRow>(selection: .comesIn)
  var chooser: ImportChooser?
  /// The first line of the notes in view.
  var notesTop = 0

  /// Whether something is waited for.
  var isWaiting: Bool { phase == .opening || phase == .planning || phase == .importing }

  /// Whether keys are typed into the line of the path.
  var isTyping: Bool { phase == .typing || phase == .opening }

  /// Whether Enter brings it in.
  var canImport: Bool { phase == .ready && findings?.counts != nil && planning != nil }

  /// The lines of the sheet, of which only those are there that mean something for the file.
  var rows: [ImportRow] {
    var rows: [ImportRow] = [.comesIn]
    if findings?.badLines ?? 0 > 0 || request.keepsGood { rows.append(.badLines) }
    rows.append(.format)
    let hasDates = findings?.dates != nil || request.dateForm != nil
    if findings?.roles != nil {
      for role in ImportRow.roles {
        rows.append(.role(role))
        if role == .date, hasDates { rows.append(.dateForm) }
      }
    } else if hasDates {
      rows.append(.dateForm)
    }
    if findings?.ranges != nil || request.ranges != nil { rows.append(.ranges) }
    return rows + [.encoding]
  }

  // MARK: Opening

  /// Begins with an empty line; what was chosen for the last file is kept.
  mutating func begin() {
    (phase, isAdding, chooser) = (.typing, false, nil)
    trouble = []
    line.clear()
  }

  /// Begins to open a file, with what was chosen for it before.
  mutating func open(_ path: String) {
    line.remember(path)
    trouble = []
    if isAdding {
      isAdding = false
      if !request.paths.contains(path) { request.paths.append(path) }
      return plan()
    }
    line.set(path)
    if request.paths != [path] {
      request.start(path)
      (findings, list) = (nil, ListState(selection: .comesIn))
    }
    reopen()
  }

  /// Opens the file anew, since it is to be read another way.
  mutating func reopen(_ body: (inout ImportRequest) -> Void = { _ in }) {
    body(&request)
    request.number += 1
    (preview, planning, progress, chooser, notesTop) = (nil, nil, nil, nil, 0)
    phase = .opening
  }

  /// The same without what people wrote, for a room.
  var veiled: ImportSheetState {
    var sheet = self
    sheet.preview = preview?.veiled
    return sheet
  }

  /// Asks for the path of one more file.
  mutating func addFile() {
    line.clear()
    (phase, isAdding, trouble) = (.typing, true, [])
    request.number += 1
  }

  /// Looks at the file anew.
  mutating func plan() {
    request.number += 1
    (phase, planning, progress, trouble, notesTop) = (.planning, nil, nil, [], 0)
  }

  /// Changes what is said of the file, and looks at it anew.
  mutating func change(_ body: (inout ImportRequest) -> Void) {
    body(&request)
    plan()
  }

  /// Reads the file that is typed as Latin-1, or not any more.
  mutating func toggleLatin1() {
    let path = line.editor.text.isEmpty ? line.offered ?? "" : line.editor.text
    if request.paths != [path] { request.start(path) }
    request.encoding = request.encoding == nil ? .latin1 : nil
  }

  /// Goes back to the path.
  mutating func leave() {
    request.number += 1
    let path = isAdding ? "" : request.paths.first ?? ""
    (phase, isAdding, progress, chooser, trouble) = (.typing, false, nil, nil, [])
    // Both hold on to the file.
    (preview, planning) = (nil, nil)
    line.set(path)
  }

  /// Goes back to the file that one more was to be added to.
  mutating func dropAdding() {
    isAdding = false
    plan()
  }

  mutating func startImport() {
    (phase, progress, trouble) = (.importing, nil, [])
  }

  /// Does not wait for the import any more; what it says is still told.
  mutating func stopImport() {
    (phase, progress) = (.ready, nil)
  }

  /// Takes a key of the line.
  mutating func type(_ key: Key) -> PathLineState.Outcome { line.press(key) }

  // MARK: News

  /// What becomes known. A number is that of the request which it answers.
  enum News: Sendable {
    case listed([FileCompletion], for: String)
    case opened(Int, ImportPreview)
    case looked(Int, Progress)
    case planned(ImportPlanning)
    /// Why nothing was opened, or nothing came in.
    case failed(Int, [String])
    /// The import was stopped, and nothing came in.
    case stopped
    /// It came in.
    case imported(ImportRequest, ImportReport, [UserSummary])
  }

  /// Takes in what became known; what is not waited for any more is left out.
  ///
  /// - Returns: what is wanted next.
  mutating func take(_ news: News) -> Outcome {
    switch news {
    case .listed(let found, let text):
      if phase == .typing, case .list(let next) = line.take(found, for: text) {
        return .list(next)
      }
    case .opened(request.number, let preview) where phase == .opening:
      self.preview = preview
      plan()
      return .plan
    case .looked(request.number, let progress) where phase == .planning || phase == .importing:
      self.progress = progress
    case .planned(let planning)
    where phase == .planning && planning.request.number == request.number:
      self.planning = planning
      findings = ImportFindings(planning.outcome, keepsGood: request.keepsGood)
      (phase, progress) = (.ready, nil)
    case .failed(request.number, let lines) where isWaiting:
      phase = phase == .opening ? .typing : .ready
      (trouble, progress) = (lines, nil)
    case .opened, .looked, .planned, .failed, .stopped, .imported: break
    }
    return .nothing
  }
}
