/// A line of a batch file as OpenAI, Azure and vLLM read it (ours).
public enum BatchLine {
  /// The most lines that OpenAI takes in a file.
  public static let mostLines = 50_000
  /// The most bytes that OpenAI takes in a file: 200 MB.
  public static let mostBytes = 200_000_000

  /// The JSON text of a request, on one line.
  ///
  /// - Parameters:
  ///   - model: the model's name there; with Azure the name of the deployment.
  ///   - traits: what the server is known to want or not to take.
  public static func json(
    _ request: BatchRequest, model: String, traits: ServerTraits
  ) -> String {
    let body = RequestBody.chat(request.request, model: model, traits: traits)
    let id = WireValue.string(request.key).json
    return
      "{\"custom_id\":\(id),\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":\(body)}"
  }

  /// Where one file ends and the next begins, so that none passes a limit.
  ///
  /// A line that alone is too long for a file gets one of its own.
  ///
  /// - Parameter sizes: the bytes of each line, the line feed included.
  /// - Returns: ranges of lines, one a file.
  public static func split(
    sizes: [Int], mostLines: Int = mostLines, mostBytes: Int = mostBytes
  ) -> [Range<Int>] {
    var files: [Range<Int>] = []
    var start = 0
    var bytes = 0
    for (line, size) in sizes.enumerated() {
      if line > start, line - start == mostLines || bytes + size > mostBytes {
        files.append(start..<line)
        (start, bytes) = (line, 0)
      }
      bytes += size
    }
    if start < sizes.count { files.append(start..<sizes.count) }
    return files
  }
}
