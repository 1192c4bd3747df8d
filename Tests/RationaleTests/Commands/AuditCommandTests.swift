internal import Foundation
internal import RPM
internal import Storage
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct AuditCommandTests {
  private let bench: Bench

  init() async throws {
    bench = try await Bench.withPeople()
  }

  @Test func whatIsRightIsCounted() async throws {
    #expect(await bench.run("ask", "mara", "A thin plot.").status == .done)
    let document = try await bench.run("audit", "mara", "--json").json(AuditDocument.self)
    #expect(document.clean && document.findings.isEmpty)
    #expect(document.memory.items == 24 && document.memory.clean == 24)
    #expect(document.asks.asks == 1 && document.asks.clean == 1)
    #expect(document.memory.numbersChecked > 0 && document.asks.numbersChecked > 0)
    let text = await bench.run("audit", "mara").output
    #expect(text.contains("24 clean, 0 repaired, 0 excluded"))
    #expect(text.contains("nothing is wrong"))
  }

  @Test func whatIsWrongIsListedWithItsPlace() async throws {
    #expect(await bench.run("ask", "mara", "A thin plot.").status == .done)
    let library = try await bench.openLibrary()
    let id = try #require(try await library.find(name: "Mara", task: nil).first).id
    var stored = try await library.model(for: id)
    stored.model.memory.entries[3].path?.steps[0].evidence = "coverage 99"
    try await library.save(stored.model, for: id, fittedOn: stored.history)
    let ask = try #require(try await library.runs(for: id).first)
    var run = try await library.run(ask.id).run
    run.answer?.path.conclusion = "5"
    let wrong = try await library.saveRun(run, for: id)
    library.close()
    let document = try await bench.run("audit", "mara", "--json").json(AuditDocument.self)
    #expect(!document.clean)
    #expect(document.findings.count { $0.place == "memory" } == 1)
    let first = try #require(document.findings.first)
    #expect(first.place == "memory" && first.interaction == 3 && first.step == 0)
    #expect(first.kind == .wrongNumber && first.isNew)
    let last = try #require(document.findings.last)
    // What the steps add is compared with the sum for the other conclusion, and is wrong too.
    #expect(last.place == "ask" && last.ask == wrong && last.kind == .wrongConclusion)
    #expect(document.asks.wrong == 1 && document.asks.clean == 1)
    let text = await bench.run("audit", "mara").output
    #expect(text.contains("item 4, step 1: another number: says coverage 99"))
    #expect(text.contains("ask \(wrong), conclusion"))
  }

  @Test func withoutAModelThereIsNothingToAudit() async {
    #expect(await bench.run("audit", "omar").status == .failed)
    #expect(await bench.run("drift", "omar").status == .failed)
  }

  @Test func driftShowsHalvesAndTime() async throws {
    #expect(await bench.run("fit", "mara").status == .done)
    let document = try await bench.run("drift", "mara", "--json").json(DriftDocument.self)
    // All thin plots come in January, all fine prose in February.
    #expect(document.border == ["2024-01-21", "2024-02-10"])
    #expect(document.all.significant && document.all.early == [0, 12, 0, 0, 0])
    #expect(document.factors.contains { $0.n >= 10 && $0.reliability.map { $0 > 0.9 } == true })
    let text = await bench.run("drift", "mara").output
    #expect(text.contains("all answers") && text.contains("1 change beyond chance"))
    #expect(await bench.run("fit", "ana").status == .done)
    let open = await bench.run("drift", "ana")
    #expect(open.status == .failed && open.diagnostics.contains("free text"))
  }

  @Test func onlyTheRecentPartIsFitted() async throws {
    let fit = try await bench.run("fit", "mara", "--last", "8", "--json").json(FitDocument.self)
    #expect(fit.interactions == 8 && fit.window == "the last 8")
    let shown = try await bench.run("show", "mara", "--history", "--json").json(ModelDocument.self)
    #expect(shown.window == "the last 8" && shown.stale == false)
    #expect(shown.history?.map { $0.path != nil } == (0..<24).map { $0 >= 16 })
    let text = await bench.run("show", "mara").output
    #expect(text.contains("on 8 interactions (the last 8 only)") && !text.contains("stale"))
    #expect(await bench.run("show", "mara", "--item", "3").output.contains("is no part of the fit"))
    #expect(await bench.run("ask", "mara", "Fine prose.").diagnostics.isEmpty)
    // An edit, and taking it back, keep the window.
    let factor = try #require(shown.factors?.first?.name)
    for arguments in [["rename", "mara", factor, "other name"], ["undo", "mara"]] {
      #expect(await bench.run(["factors"] + arguments).status == .done)
      let edited = try await bench.run("show", "mara", "--json").json(ModelDocument.self)
      #expect(edited.window == "the last 8" && edited.stale == false, "\(arguments)")
    }
    // What comes later makes it stale as ever, and all of it is fitted again without the option.
    #expect(await bench.run("add", "mara", "--query", "Fine.", "--response", "5").status == .done)
    #expect(try await bench.run("show", "mara", "--json").json(ModelDocument.self).stale == true)
    let since = try await bench.run("fit", "mara", "--since", "2024-02-01", "--json")
      .json(FitDocument.self)
    #expect(since.interactions == 13)
    #expect(await bench.run("fit", "omar", "--since", "2024").status == .failed)
    #expect(await bench.run("fit", "mara", "--last", "2", "--since", "2024").status == .usage)
  }
}
