internal import Foundation
internal import FoundationNetworking
internal import OracleKit
internal import RPM
internal import Storage
internal import Testing

@testable import Rationale

/// Whole fits through batch files: the oracle plays the provider, line by line.
@Suite struct BatchCommandTests {
  private let bench: Bench
  private let oracle: OracleServer

  private var model: [String] { ["--model", "oracle", "--endpoint", oracle.url.absoluteString] }

  init() async throws {
    bench = try await Bench.withPeople()
    oracle = try OracleServer()
  }

  private func export(_ whom: String...) async throws -> BatchExportDocument {
    let outcome = await bench.run(
      ["batch", "export", "-o", bench.folder + "/batch", "--json"] + whom + model,
      isTerminal: false)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    return try outcome.json(BatchExportDocument.self)
  }

  private func importing(_ text: String) async throws -> Bench.Outcome {
    let file = try bench.write(text, to: "results.jsonl")
    return await bench.run("batch", "import", file, "--json")
  }

  /// What a provider gives back for the lines of files, in another order.
  private func results(of export: BatchExportDocument) async throws -> [String] {
    var results: [String] = []
    for file in export.files {
      let lines = try String(contentsOfFile: file.path, encoding: .utf8).split(separator: "\n")
      #expect(lines.count == file.lines)
      for line in lines { results.append(try await result(of: String(line))) }
    }
    return results.reversed()
  }

  private func result(of line: String) async throws -> String {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let body = try JSONSerialization.data(withJSONObject: try #require(object["body"]))
    var request = URLRequest(url: oracle.url.appending(path: "chat/completions"))
    request.httpMethod = "POST"
    request.httpBody = body
    let (data, _) = try await URLSession.shared.data(for: request)
    let reply = String(decoding: data, as: UTF8.self)
    let id = try #require(object["custom_id"] as? String)
    return
      #"{"id":"b","custom_id":"\#(id)","response":{"status_code":200,"body":\#(reply)},"error":null}"#
  }

  @Test func fitsGoStageByStageAndEndAsADirectOneDoes() async throws {
    var stages: [[String: Int]] = []
    var usage = Usage()
    while true {
      let export = try await export("mara")
      if export.waiting == 0 {
        #expect(export.finished == [.init(user: "Mara", version: 1)])
        #expect(export.files == [])
        break
      }
      stages.append(export.requests)
      let lines = try await results(of: export)
      let taken = try await importing(lines.joined(separator: "\n"))
        .json(BatchImportDocument.self)
      #expect(taken.kept == lines.count)
      #expect(taken.waiting == 0)
      usage += taken.usage
      #expect(stages.count < 8)
      if stages.count == 8 { return }
    }
    #expect(stages.first?.keys.sorted() == ["extract"])
    #expect(stages.contains { $0.keys.contains("cluster") })
    #expect(stages.last?.keys.sorted() == ["reason"])
    #expect(usage.calls == oracle.counters.completedCalls)
    // A direct fit finds all of it paid for, and comes to the same.
    let before = oracle.counters.completedCalls
    #expect(await bench.run(["fit", "mara"] + model, isTerminal: false).status == .done)
    #expect(oracle.counters.completedCalls == before)
    let batched = try await show(version: 1)
    let direct = try await show(version: 2)
    #expect(batched == direct)
  }

  private func show(version: Int) async throws -> String {
    let text = await bench.run("show", "mara", "--version", "\(version)").output
    // The head tells version and time.
    return text.split(separator: "\n").dropFirst(3).joined(separator: "\n")
  }

  @Test func partialResultsAndFailuresWaitOn() async throws {
    let first = try await export("mara")
    let lines = try await results(of: first)
    let id = try #require(
      lines[0].split(separator: "\"").dropFirst(7).first.map(String.init))
    let failed =
      #"{"custom_id":"\#(id)","response":null,"error":{"code":"batch_expired","message":"late"}}"#
    let half = [failed] + lines[1..<(lines.count / 2)] + [lines[1]]
    let outcome = try await importing(
      (half + [#"{"custom_id":"nobody","response":{"status_code":200,"body":{}}}"#])
        .joined(separator: "\n"))
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    let taken = try outcome.json(BatchImportDocument.self)
    #expect(taken.kept == lines.count / 2 - 1)
    #expect(taken.failures == ["batch_expired: late": 1])
    // The repeated line and the one of somebody else.
    #expect(taken.unknown == 2)
    #expect(taken.waiting == lines.count - taken.kept)
    // Only what is missing is written again.
    let second = try await export("mara")
    #expect(second.requests == ["extract": lines.count - taken.kept])
    // Twice the same file changes nothing.
    let again = try await importing(half.joined(separator: "\n")).json(BatchImportDocument.self)
    #expect(again.kept == 0)
    #expect(again.usage == Usage())
  }

  @Test func aFileThatIsNoResultIsToldByLine() async throws {
    let export = try await export("mara")
    let path = try #require(export.files.first?.path)
    let outcome = await bench.run("batch", "import", path)
    #expect(outcome.status == .badData)
    #expect(outcome.diagnostics.contains("\(path):1: it is a request"))
    let cut = try await importing("{\"custom_id\":\"x\",\"resp")
    #expect(cut.status == .badData)
    #expect(cut.diagnostics.contains("results.jsonl:1:"))
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
