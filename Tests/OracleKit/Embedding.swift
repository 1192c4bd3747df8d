internal import Foundation

/// Vectors that depend on the words of a text and on nothing else.
enum Embedding {
  /// The answer to a request for embeddings.
  static func reply(to fields: [String: Any], dimension: Int) -> WireReply {
    guard let texts = (fields["input"] as? String).map({ [$0] }) ?? fields["input"] as? [String]
    else { return .error(400, "input is neither a text nor a list of texts") }
    let isEncoded = fields["encoding_format"] as? String == "base64"
    let data = texts.enumerated().map { index, text -> [String: Any] in
      let vector = vector(of: text, dimension: dimension)
      let bytes = vector.withUnsafeBytes { Data($0) }
      return [
        "object": "embedding", "index": index,
        "embedding": isEncoded ? bytes.base64EncodedString() as Any : vector.map(Double.init),
      ]
    }
    let tokens = texts.reduce(0) { $0 + $1.utf8.count / 4 + 1 }
    return .json(
      200,
      [
        "object": "list", "data": data, "model": fields["model"] ?? "oracle",
        "usage": ["prompt_tokens": tokens, "total_tokens": tokens],
      ])
  }

  /// A unit vector: each word votes for a few places by its hash.
  static func vector(of text: String, dimension: Int) -> [Float] {
    var vector = [Float](repeating: 0, count: max(1, dimension))
    for word in Words.all(in: text) {
      var hash = Hash.of(word.utf8)
      for _ in 0..<4 {
        vector[Int(hash % UInt64(vector.count))] += hash & 1 << 40 == 0 ? 1 : -1
        hash = Hash.of(withUnsafeBytes(of: hash.littleEndian) { Array($0) })
      }
    }
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else {
      vector[0] = 1
      return vector
    }
    return vector.map { $0 / length }
  }
}
