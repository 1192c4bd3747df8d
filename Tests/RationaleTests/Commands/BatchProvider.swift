internal import Foundation
internal import FoundationNetworking
internal import OracleKit
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

/// Plays the provider of batches: the oracle answers the lines of request files.
struct BatchProvider {
  let oracle: OracleServer

  /// The results for the lines of files, in another order.
  func results(of files: [BatchExportDocument.File]) async throws -> [String] {
    var results: [String] = []
    for file in files {
      let lines = try String(contentsOfFile: file.path, encoding: .utf8).split(separator: "\n")
      #expect(lines.count == file.lines)
      for line in lines { results.append(try await result(of: String(line))) }
    }
    // Every third, then the others from the last on.
    let thirds = results.indices.filter { $0.isMultiple(of: 3) }
    let others = results.indices.filter { !$0.isMultiple(of: 3) }.reversed()
    return (thirds + others).map { results[$0] }
  }

  /// The result for a line of requests.
  func result(of line: String) async throws -> String {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let body = try JSONSerialization.data(withJSONObject: try #require(object["body"]))
    var request = URLRequest(url: oracle.url.appending(path: "chat/completions"))
    request.httpMethod = "POST"
    request.httpBody = body
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    let reply = String(decoding: data, as: UTF8.self)
    let id = try #require(object["custom_id"] as? String)
    return
      #"{"id":"b","custom_id":"\#(id)","response":{"status_code":\#(status),"body":\#(reply)},"error":null}"#
  }

  /// The `custom_id` of a line of requests or results.
  static func key(of line: String) throws -> String {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    return try #require(object["custom_id"] as? String)
  }

  /// A result that is a completion of a text.
  static func completion(_ key: String, text: String, finish: String) -> String {
    #"{"id":"b","custom_id":"\#(key)","response":{"status_code":200,"body":{"choices":[{"index":0,"finish_reason":"\#(finish)","message":{"role":"assistant","content":"\#(text)"}}],"usage":{"prompt_tokens":10,"completion_tokens":5}}},"error":null}"#
  }

  /// A result that is an error of the provider's.
  static func failure(_ key: String, code: String) -> String {
    #"{"id":"b","custom_id":"\#(key)","response":null,"error":{"code":"\#(code)","message":"late"}}"#
  }
}
