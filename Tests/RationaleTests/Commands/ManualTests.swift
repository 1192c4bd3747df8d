internal import ArgumentParser
internal import Foundation
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct ManualTests {
  @Test func thePageTellsEveryCommandAndEveryAction() throws {
    let page = try ManualPage.text()
    let root = try CommandTree.ofProgram().command
    #expect(root.shownSubcommands.count > 15)
    for command in root.shownSubcommands {
      let heading = ".SS rationale \(Roff.escaped(command.commandName))\n"
      #expect(page.contains(heading), "\(command.commandName)")
      for name in command.shownArguments.flatMap({ $0.names ?? [] }) {
        #expect(page.contains(Roff.escaped(name.text)), "\(command.commandName) \(name.text)")
      }
    }
    for action in Action.allCases {
      #expect(page.contains(Roff.escaped(action.rawValue)), "\(action)")
    }
  }

  @Test func noTextIsTakenForAnOrder() throws {
    #expect(Roff.escaped(".hidden 'x' a-b \\n") == "\\&.hidden 'x' a\\-b \\en")
    let orders: Set = [".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".br"]
    for line in try ManualPage.text().split(separator: "\n") where line.hasPrefix(".") {
      let order = String(line.prefix { $0 != " " })
      #expect(orders.contains(order), "\(line)")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func theShellsKnowEveryCommand(shell: String) async throws {
    let bench = try Bench()
    let outcome = await bench.run("completions", shell)
    #expect(outcome.status == .done)
    for command in try CommandTree.ofProgram().command.shownSubcommands {
      #expect(outcome.output.contains(command.commandName))
    }
    #expect(await bench.run("completions", "tcsh").status == .usage)
  }

  @Test func theConfigToBeginWithChangesNothing() throws {
    let lines = ConfigTemplate.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.isEmpty || $0.hasPrefix("#") })
    // Sentences stay comments; what is a setting is read.
    let settings = lines.filter { $0.contains(/^# (\[|[a-z_-]+ = )/) }.map { $0.dropFirst(2) }
    let config = try Configuration(
      toml: settings.joined(separator: "\n"), file: "config.toml", home: "/home/a")
    let (bindings, problems) = KeyBindings.meeting(config.screen.keys)
    #expect(bindings == .standard)
    #expect(problems.isEmpty)
    #expect(Configuration.ScreenSettings.colors == ColorChoice.allCases.map(\.rawValue))
    #expect(config.fit == Configuration.FitSettings())
    #expect(settings.count > Action.allCases.count)
  }

  @Test func theKeysAreListedAsTheConfigBindsThem() async throws {
    let bench = try Bench()
    let plain = try (await bench.run("keys", "--json")).json([KeysCommand.Document].self)
    #expect(plain.map(\.name) == ActionTable.entries.map(\.action.rawValue))
    let config = try bench.write("[keys]\nfit = \"f5\"\nzoom = \"q\"\n", to: "config.toml")
    let outcome = await bench.run("keys", environment: ["RATIONALE_CONFIG": config])
    #expect(outcome.status == .badData)
    #expect(outcome.output.contains("f5"))
    #expect(outcome.diagnostics.contains("config.toml:3"))
    #expect(outcome.diagnostics.contains("back"))
  }

  @Test func theDoctorFindsWhatIsWrongAndTellsNoKey() async throws {
    let bench = try Bench()
    _ = await bench.run("users")
    let healthy = await bench.run(
      "doctor", "--json", environment: ["EDITOR": "sh", "PATH": "/bin"])
    #expect(healthy.status == .done)
    let findings = try healthy.json([Diagnosis.Finding].self)
    #expect(findings.contains { $0.what == "library" && $0.text.contains("1 user") })
    #expect(findings.contains { $0.what == "privacy" && $0.state == .fine })
    let config = try bench.write(
      "[screen]\ntheme = \"nosuch\"\n[keys]\nfit = \"ctrl-enter\"\n", to: "config.toml")
    let sick = await bench.run(
      ["doctor"], isTerminal: false,
      environment: [
        "RATIONALE_CONFIG": config, "EDITOR": "no-such-editor", "OPENAI_API_KEY": "sk-secret-7",
      ])
    #expect(sick.status == .badData)
    for word in ["no-such-editor", "nosuch", "ctrl-enter"] { #expect(sick.output.contains(word)) }
    #expect(!(sick.output + sick.diagnostics).contains("sk-secret-7"))
  }
}
