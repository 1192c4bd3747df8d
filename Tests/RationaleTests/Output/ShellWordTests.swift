internal import Foundation
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct ShellWordTests {
  @Test(arguments: ["Ada", "O'Brien", "'", "", "$(date) `x` \\ \"y\"", "Łukasz 临"])
  func aShellGivesTheNameBack(name: String) throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "printf %s \(ShellWord.quoted(name))"]
    let output = Pipe()
    shell.standardOutput = output
    try shell.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(text == name)
  }
}
