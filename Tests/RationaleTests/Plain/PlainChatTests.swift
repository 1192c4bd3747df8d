internal import Foundation
internal import OracleKit
internal import Testing

@testable import Actions
@testable import Commands
@testable import Plain
@testable import Presentation
@testable import Workbench

/// The mode of lines with a language model behind a real server.
@Suite(.serialized, .timeLimit(.minutes(10))) struct PlainChatTests {
  private let bench: Bench
  private let oracle: OracleServer

  init() async throws {
    bench = try await Bench.withPeople()
    oracle = try OracleServer()
  }

  private var model: [String] { ["--model", "oracle", "--endpoint", oracle.url.absoluteString] }

  @Test func whatCostsMoneyIsAskedFirst() async throws {
    let refused = try await bench.type(["user mara", "ask A thin plot.", "n", "fit"], flags: model)
    #expect(refused.status == .done)
    #expect(refused.output.contains("takes about "))
    #expect(refused.output.contains("Fit? y or n"))
    #expect(refused.output.contains("nothing was spent"))
    // Whatever is no answer is a command.
    let other = try await bench.type(["user mara", "fit", "users"], flags: model)
    #expect(other.output.contains("3 people"))
    #expect(oracle.calls.isEmpty)
  }

  @Test func aFitAndAnAskAreToldLineByLine() async throws {
    let outcome = try await bench.type(
      ["user mara", "ask A thin plot again.", "y", "prompt", "raw", "models built-in", "undo"],
      flags: model)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(outcome.output.contains("Mara (books): version 1, oracle at "))
    #expect(outcome.output.contains("answer: "))
    #expect(outcome.output.contains("used "))
    #expect(outcome.output.contains("call 1 of "))
    #expect(outcome.output.contains("built-in fits and answers from now on."))
    #expect(outcome.output.contains("oracle at "))
    #expect(outcome.diagnostics.contains("reason, 24 paths, "))
    #expect(!(outcome.output + outcome.diagnostics).contains("\r"))
  }

  @Test func modelsAreListedAndChosenByNumber() async throws {
    let outcome = try await bench.type(["models", "open 1"], flags: model)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(outcome.output.contains("oracle at "))
    #expect(outcome.output.contains("1. built-in, endpoint in the program"))
    #expect(outcome.output.contains("built-in fits and answers from now on."))
  }

  @Test func anInterruptEndsTheRunAndInAScriptTheProgram() async throws {
    let interrupts = Interrupts()
    let bench = bench
    let flags = model
    let work = Task {
      try await bench.type(
        ["user mara", "fit", "y", "users"], flags: flags, interrupts: interrupts)
    }
    while oracle.calls.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    #expect(interrupts.interrupt())
    let outcome = try await work.value
    #expect(outcome.status == .interrupted)
    #expect(!outcome.output.contains("3 people"))
    #expect(!outcome.output.contains("version 1"))
  }
}
