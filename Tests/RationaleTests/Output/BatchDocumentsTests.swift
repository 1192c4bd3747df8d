internal import ChatModel
internal import RPM
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct BatchDocumentsTests {
  private var export: BatchExportDocument {
    BatchExportDocument(model: ModelIdentity(name: "m", version: "http://h/v1"), users: 9)
  }

  @Test func anExportTellsWhatItWroteAndHowToGoOn() {
    var document = export
    document.waiting = 2
    document.requests = ["reason": 3, "extract": 5]
    document.estimate = Usage(
      calls: 8, inputTokens: 9000, outputTokens: 1000, isEstimated: true, dollars: 0.0015)
    document.files = [.init(path: "/b/x-001.jsonl", lines: 8)]
    document.repeated = 1
    #expect(
      document.text(again: "rationale batch export --all") == [
        "wrote /b/x-001.jsonl, 8 requests",
        "2 users wait for them: 5 extract, 3 reason, ~10k tokens, ~$0.0015",
        "1 of them stand in an earlier file too, and no result of that was imported: send only one"
          + " of the two, or pay twice",
        "then: rationale batch import RESULTS.jsonl && rationale batch export --all",
      ])
  }

  @Test func anExportTellsWhoIsDone() {
    #expect(export.text(again: "") == ["nobody to fit"])
    var document = export
    document.finished = (1...6).map { .init(user: "u\($0)", version: 1) }
    document.unchanged = [.init(user: "v", version: 3)]
    document.failed = [.init(user: "w", reason: "No feature was found.")]
    document.givenUp = 1
    #expect(
      document.text(again: "") == [
        "6 fits done: u1 (version 1), u2 (version 1), u3 (version 1), u4 (version 1), "
          + "u5 (version 1), 1 more",
        "already fitted so: v (version 3)",
        "1 request could not be had from a batch: what needed them is marked, and"
          + " `rationale fit` asks directly",
        "w: No feature was found.",
      ])
  }

  @Test func anImportCountsFailuresByKind() throws {
    var document = BatchImportDocument()
    document.lines = 4
    for (index, detail) in ["late", "later"].enumerated() {
      let line =
        #"{"custom_id":"\#(index)","response":null,"error":{"code":"batch_expired","message":"\#(detail)"}}"#
      guard case .failure(let failure) = try BatchResult(line: line.utf8).outcome else { continue }
      document.addFailure(failure, isGivenUp: false)
    }
    let line =
      #"{"custom_id":"c","response":{"status_code":400,"body":{"error":{"message":"no temperature","code":"unsupported_value"}}}}"#
    if case .failure(let failure) = try BatchResult(line: line.utf8).outcome {
      document.addFailure(failure, isGivenUp: true)
    }
    document.waiting = 2
    document.next = ["rationale batch export --all"]
    #expect(
      document.text == [
        "kept 0 replies of 4 lines",
        "2 failed: batch_expired (late)",
        "1 failed: unsupported_value (no temperature)",
        "1 of these are not sent again: the same would come back, so their items are marked",
        "the server did not take a parameter: `rationale models NAME --check` finds out what it"
          + " takes, and the next export heeds it",
        "2 requests still wait; what failed or is missing is written again by the next export",
        "then: rationale batch export --all",
      ])
  }
}
