internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct ExitStatusTests {
  private static let meanings: [(any Error, Int32)] = [
    (CancellationError(), 130), (ClosedPipe(), 0), (RoleFailure("no"), 1),
    (CommandFailure.usage("no"), 2), (CommandFailure.badData("no"), 3),
    (CommandFailure.failed("no"), 1), (ModelProblem.badBudget, 2), (TerminalError.notATerminal, 5),
    (TerminalError.noCursor(term: "dumb"), 5),

    (RoleFailure("no", reach: .budget), 4), (RoleFailure("no", reach: .offline), 1),
    (ConfigError(file: "c", line: 1, message: "no"), 3),
    (ThemeError(file: "t", line: 1, message: "no"), 3),
    (LibraryError.newerVersion(path: "p", found: 9, known: 1), 3),
    (LibraryError.notALibrary(path: "p"), 3), (LibraryError.damaged(path: "p", detail: ""), 3),
    (LibraryError.unwritable(path: "p", detail: ""), 3), (LibraryError.noHome, 3),
    (LibraryError.locked(path: "p"), 1), (LibraryError.full(path: "p"), 1),
    (LibraryError.noSuchModel(user: 1, version: 4), 2), (LibraryError.noSuchRun(4), 2),
    (LibraryError.invalid("no"), 2),
  ]

  @Test(arguments: meanings)
  func everyErrorHasItsCode(error: any Error, code: Int32) {
    #expect(Presentation.ExitStatus.of(error).rawValue == code)
  }
}
