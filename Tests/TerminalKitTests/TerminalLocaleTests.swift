internal import Testing

@testable import TerminalKit

@Suite struct TerminalLocaleTests {
  @Test(arguments: [
    ("C", false, false), ("C.UTF-8", true, false), ("xx_YY.UTF-8", true, true),
    ("xx_YY.utf8@euro", true, true), ("xx_YY", true, true), ("xx_YY.ISO-8859-1", false, true),
    ("../../etc", false, true), ("nowhere", true, true),
  ])
  func oneThatIsNotInstalledIsStoodInForByUTF8(name: String, isUTF8: Bool, isMissing: Bool) {
    let locale = TerminalLocale.adopt(name)
    #expect(locale.isUTF8 == isUTF8)
    #expect((locale.missing != nil) == isMissing)
  }
}
