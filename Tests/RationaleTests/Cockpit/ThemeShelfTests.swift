internal import Foundation
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct ThemeShelfTests {
  private let shelf = ThemeShelf(files: Resources().themes)

  @Test func eachNameIsThatOfItsTheme() throws {
    #expect(shelf.names.first == "dark")
    #expect(Set(shelf.names).count == shelf.names.count)
    for name in shelf.names { #expect(try shelf.pick(name).theme.name == name) }
  }

  @Test func aNameThatIsNotThereNamesThoseThatAre() {
    #expect {
      _ = try shelf.pick("nosuch")
    } throws: { error in
      "\(error)".contains("nosuch") && "\(error)".contains("paper")
    }
  }

  @Test func withoutFilesThereIsTheBuiltInOne() throws {
    #expect(try ThemeShelf(files: []).pick("dark").theme == .dark)
  }
}
