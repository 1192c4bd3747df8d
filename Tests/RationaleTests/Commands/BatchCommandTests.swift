internal import Foundation
internal import OracleKit
internal import RPM
internal import Storage
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

/// Whole fits through batch files: the oracle plays the provider, line by line.
@Suite(.timeLimit(.minutes(10))) struct BatchCommandTests {
  private let bench: Bench
  private let oracle: OracleServer
  private let provider: BatchProvider

  private var model: [String] { ["--model", "oracle", "--endpoint", oracle.url.absoluteString] }

  init() async throws {
    bench = try await Bench.withPeople()
    oracle = try OracleServer()
    provider = BatchProvider(oracle: oracle)
  }

  private func export(_ whom: String...) async throws -> BatchExportDocument {
    let outcome = await bench.run(
      ["batch", "export", "-o", bench.folder + "/batch", "--json"] + whom + model,
      isTerminal: false)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    return try outcome.json(BatchExportDocument.self)
  }

  private func importing(_ lines: [String]) async throws -> BatchImportDocument {
    let file = try bench.write(lines.joined(separator: "\n"), to: "results.jsonl")
    let outcome = await bench.run("batch", "import", file, "--json")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    return try outcome.json(BatchImportDocument.self)
  }

  /// The newest model of a user of a bench, but for when it was fitted and what it cost.
  private func content(of name: String, in bench: Bench) async throws -> UserModel {
    let library = try await bench.openLibrary()
    let user = try #require(try await library.find(name: name).first)
    var model = try await library.model(for: user.id).model
    model.fitted = Date(timeIntervalSince1970: 0)
    model.usage = nil
    return model
  }

  @Test func fitsGoStageByStageAndEndAsDirectOnesDo() async throws {
    var stages: [Set<String>] = []
    var usage = Usage()
    var last = try await export("omar", "ana")
    while last.waiting > 0, stages.count < 10 {
      stages.append(Set(last.requests.keys))
      #expect(last.repeated == 0)
      let lines = try await provider.results(of: last.files)
      #expect(last.requests.values.reduce(0, +) == lines.count)
      let taken = try await importing(lines)
      #expect(taken.kept == lines.count)
      #expect(taken.waiting == 0)
      usage += taken.usage
      last = try await export("omar", "ana")
    }
    #expect(last.files == [] && last.failed == [])
    #expect(stages.first == ["extract"])
    #expect(stages.contains { $0.contains("cluster") })
    // Only the answers of the one are judged.
    #expect(stages.contains { $0.contains("count") })
    #expect(stages.last == ["reason"])
    // Every call was made once, and paid for once.
    #expect(usage.calls == oracle.counters.completedCalls)
    #expect(oracle.counters.duplicates == 0)
    let again = try await export("omar", "ana")
    #expect(again.finished == [] && again.unchanged.map(\.user) == ["Omar", "Ana"])
    #expect(again.unchanged.map(\.version) == [1, 1])

    // Fits that ask directly, in a library that knows of no batch, come to the same.
    let other = try await Bench.withPeople()
    for name in ["omar", "ana"] {
      #expect(await other.run(["fit", name] + model, isTerminal: false).status == .done)
      let batched = try await content(of: name, in: bench)
      #expect(batched == (try await content(of: name, in: other)), "\(name)")
      #expect(!batched.factors.isEmpty && !batched.memory.entries.isEmpty)
    }
  }

  @Test func partialResultsAndFailuresWaitOn() async throws {
    let first = try await export("mara")
    let lines = try await provider.results(of: first.files)
    let half =
      [BatchProvider.failure(try BatchProvider.key(of: lines[0]), code: "batch_expired")]
      + lines[1..<(lines.count / 2)] + [lines[1]]
    let taken = try await importing(
      half + [#"{"custom_id":"nobody","response":{"status_code":200,"body":{}}}"#])
    #expect(taken.kept == lines.count / 2 - 1)
    #expect(
      taken.failures == [.init(kind: "batch_expired", count: 1, example: "batch_expired: late")])
    #expect(taken.givenUp == 0)
    // The repeated line and the one of somebody else.
    #expect(taken.unknown == 2)
    #expect(taken.waiting == lines.count - taken.kept)
    #expect(
      taken.next == [
        "rationale batch export 'Mara' --task 'books' --model 'oracle' "
          + "--endpoint '\(oracle.url.absoluteString)' -o '\(bench.folder)/batch'"
      ])
    // Twice the same file changes nothing.
    let again = try await importing(half)
    #expect(again.kept == 0 && again.failures == [])
    #expect(again.unknown == half.count)
    #expect(again.usage == Usage())
    #expect(again.waiting == taken.waiting)
    // Only what is missing is written again; of one it is known that nothing is under way.
    let second = try await export("mara")
    #expect(second.requests == ["extract": taken.waiting])
    #expect(second.repeated == taken.waiting - 1)
    // The results of the first export are as good as those of the second.
    #expect(try await importing(Array(lines.reversed())).waiting == 0)
    #expect(try await export("mara").requests["extract"] == nil)
  }

  @Test func whatIsCutGetsMoreRoomAndWhatIsDeclinedIsGivenUp() async throws {
    var last = try await export("omar")
    let lines = try await provider.results(of: last.files)
    let cut = try BatchProvider.key(of: lines[0])
    let declined = try BatchProvider.key(of: lines[1])
    let first = try cap(of: cut, in: last)
    let failing = [
      BatchProvider.completion(cut, text: "{", finish: "length"),
      BatchProvider.completion(declined, text: "", finish: "content_filter"),
    ]
    let taken = try await importing(failing + lines.dropFirst(2))
    #expect(Set(taken.failures.map(\.kind)) == ["cut", "declined"])
    #expect(taken.givenUp == 1 && taken.waiting == 1)
    // What brought nothing was paid for all the same, once.
    #expect(taken.usage.calls == lines.count)
    #expect(try await importing(failing).usage == Usage())
    last = try await export("omar")
    #expect(last.requests == ["extract": 1] && last.repeated == 0)
    #expect(try cap(of: cut, in: last) == 2 * first)

    // Given up, its item goes without, and the fit comes to its end.
    var rounds = 0
    while last.waiting > 0, rounds < 10 {
      rounds += 1
      _ = try await importing(try await provider.results(of: last.files))
      last = try await export("omar")
    }
    #expect(last.finished == [.init(user: "Omar", version: 1)])
    #expect(last.givenUp == 1)
    let model = try await content(of: "omar", in: bench)
    #expect(model.memory.entries.count { $0.exclusion == .noFeatures } == 1)
    #expect(try await export("omar").unchanged == [.init(user: "Omar", version: 1)])
    // A direct fit asks what was given up, and nothing else of that stage.
    let before = oracle.counters.completedCalls
    #expect(await bench.run(["fit", "omar"] + self.model, isTerminal: false).status == .done)
    #expect(oracle.counters.completedCalls > before)
    let fitted = try await content(of: "omar", in: bench)
    #expect(fitted.memory.entries.allSatisfy { $0.exclusion != .noFeatures })
  }

  private func cap(of key: String, in export: BatchExportDocument) throws -> Int {
    for file in export.files {
      for line in try String(contentsOfFile: file.path, encoding: .utf8).split(separator: "\n")
      where try BatchProvider.key(of: String(line)) == key {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        let body = try #require(object?["body"] as? [String: Any])
        return try #require(body["max_tokens"] as? Int)
      }
    }
    return try #require(nil, "\(key) was not written")
  }

  @Test func aRequestOfTwoUsersIsSentAndPaidForOnce() async throws {
    // Features are read without the person's answers.
    try bench.write(
      People.voter.replacing("Omar", with: "Oda"),
      to: "twin.jsonl")
    #expect(await bench.run("import", bench.folder + "/twin.jsonl").status == .done)
    let export = try await export("omar", "oda")
    #expect(export.waiting == 2)
    let lines = try await provider.results(of: export.files)
    #expect(export.requests == ["extract": lines.count])
    let taken = try await importing(lines)
    #expect(taken.kept == lines.count && taken.waiting == 0)
    #expect(taken.usage.calls == lines.count)
    let next = try await self.export("omar", "oda")
    #expect(next.waiting == 2 && next.requests["extract"] == nil)
  }

  @Test func theNextCommandNamesTheEndpointAsTheConfigDoes() async throws {
    let export = try await export("omar")
    #expect(export.estimate.isEstimated && export.estimate.calls == export.files.first?.lines)
    let lines = try await provider.results(of: export.files)
    let file = try bench.write(lines[0], to: "one.jsonl")
    let url = oracle.url.absoluteString
    for (config, words) in [
      ("[endpoints.work]\nurl = \"\(url)\"\n", " --model 'oracle' --endpoint 'work' -o"),
      ("endpoint = \"\(url)\"\n", " --model 'oracle' -o"),
    ] {
      let path = try bench.write(config, to: "config.toml")
      let outcome = await bench.run(
        ["batch", "import", file], environment: ["RATIONALE_CONFIG": path])
      #expect(outcome.status == .done, "\(outcome.diagnostics)")
      let text = outcome.output.split(whereSeparator: \.isNewline).joined(separator: " ")
      #expect(text.contains("then: rationale batch export 'Omar' --task 'survey'"))
      #expect(text.contains(words), "\(text)")
      #expect(text.contains("\(lines.count - 1) requests still wait"))
    }
  }

  @Test func aFileThatIsNoResultIsToldByLine() async throws {
    let export = try await export("mara")
    let path = try #require(export.files.first?.path)
    let outcome = await bench.run("batch", "import", path)
    #expect(outcome.status == .badData)
    #expect(outcome.diagnostics.contains("\(path):1: it is a request"))
    // What can be read is taken all the same.
    let lines = try await provider.results(of: export.files)
    var bytes = Data("{\"custom_id\":\"x\",\"resp\n".utf8)
    bytes += [0xFF, 0xFE, 0x0A]
    bytes += Data(lines[0].utf8)
    let file = bench.folder + "/cut.jsonl"
    try bytes.write(to: URL(fileURLWithPath: file))
    let cut = await bench.run("batch", "import", file, "--json")
    #expect(cut.status == .badData)
    #expect(cut.diagnostics.contains("cut.jsonl:1: "))
    #expect(cut.diagnostics.contains("cut.jsonl:2: "))
    #expect(try cut.json(BatchImportDocument.self).kept == 1)
  }

  @Test func filesAreSmallPrivateAndNeverWrittenOver() async throws {
    let outcome = await bench.run(
      ["batch", "export", "--all", "-o", bench.folder + "/b", "--lines", "7", "--json"] + model,
      isTerminal: false)
    let export = try outcome.json(BatchExportDocument.self)
    #expect(export.files.count > 1)
    #expect(export.files.allSatisfy { $0.lines <= 7 })
    #expect(Set(export.files.map(\.path)).count == export.files.count)
    for file in export.files {
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    let before = try FileManager.default.contentsOfDirectory(atPath: bench.folder + "/b").count
    #expect(before == export.files.count)
  }

  @Test func theBuiltInModelNeedsNoBatch() async throws {
    let outcome = await bench.run("batch", "export", "--all", "-o", bench.folder + "/b")
    #expect(outcome.status == .usage)
    #expect(outcome.diagnostics.contains("--model"))
  }
}
