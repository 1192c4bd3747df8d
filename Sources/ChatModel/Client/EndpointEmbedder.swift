public import Embeddings
internal import Foundation
internal import RPM

/// Turns texts into vectors with a model of an endpoint, `BASE/embeddings`.
///
/// It shares the pace and the retries of the link. Servers differ in what they return: the vectors
/// are put into order, checked and made unit length here.
public struct EndpointEmbedder: TextEmbedder {
  /// The model.
  public let model: String
  /// The length of each vector.
  public let dimensions: Int
  /// Model and endpoint, as `model@base URL`.
  public var identity: String { "\(model)@\(link.endpoint.identity)" }

  private let link: EndpointLink
  private let onTokens: @Sendable (ChatReply.Tokens) -> Void
  private let policy = RetryPolicy()

  /// The most texts, and bytes of them, in one call.
  static let batch = (texts: 64, bytes: 100_000)

  /// Creates an embedder whose vectors are known to have a length.
  ///
  /// - Parameter onTokens: hears what each call used.
  public init(
    model: String, link: EndpointLink, dimensions: Int,
    onTokens: @escaping @Sendable (ChatReply.Tokens) -> Void = { _ in }
  ) {
    self.model = model
    self.link = link
    self.dimensions = dimensions
    self.onTokens = onTokens
  }

  /// Creates an embedder and asks the model for one word to learn how long its vectors are.
  ///
  /// - Throws: `RoleFailure`, `CancellationError`.
  public static func open(
    model: String, link: EndpointLink,
    onTokens: @escaping @Sendable (ChatReply.Tokens) -> Void = { _ in }
  ) async throws -> EndpointEmbedder {
    let probe = EndpointEmbedder(model: model, link: link, dimensions: 0, onTokens: onTokens)
    return EndpointEmbedder(
      model: model, link: link, dimensions: try await probe.probe(policy: probe.policy),
      onTokens: onTokens)
  }

  /// The length of the vector of a word.
  func probe(policy: RetryPolicy) async throws -> Int {
    do {
      return try await raw(["word"], policy: policy).first?.count ?? 0
    } catch is TooLarge {
      throw takesNothing
    }
  }

  private var takesNothing: RoleFailure {
    RoleFailure(
      "\(model) at \(link.endpoint.host) takes not even short texts. "
        + "Use another model for embeddings, or the built-in table.",
      reach: .unusable)
  }

  /// Embeds texts: one unit vector each, in order. A text with nothing in it gets a zero vector and
  /// is not sent; one that is too long for the model is cut, with a warning.
  ///
  /// - Throws: `RoleFailure`, `CancellationError`.
  public func embed(_ texts: [String]) async throws -> [[Float]] {
    var wanted: [String] = []
    var place: [String: Int] = [:]
    for text in texts where !text.allSatisfy(\.isWhitespace) && place[text] == nil {
      place[text] = wanted.count
      wanted.append(text)
    }
    var vectors: [[Float]] = []
    for batch in Self.batches(wanted) { vectors += try await embed(batch: batch) }
    let zero = [Float](repeating: 0, count: dimensions)
    return texts.map { text in place[text].map { vectors[$0] } ?? zero }
  }

  static func batches(_ texts: [String]) -> [[String]] {
    var batches: [[String]] = []
    var bytes = 0
    for text in texts {
      let size = text.utf8.count
      if let last = batches.last, last.count < batch.texts, bytes + size <= batch.bytes {
        batches[batches.count - 1].append(text)
        bytes += size
      } else {
        batches.append([text])
        bytes = size
      }
    }
    return batches
  }

  /// Embeds texts that fit into one call, or makes more calls where the server says they do not.
  private func embed(batch texts: [String]) async throws -> [[Float]] {
    do {
      let vectors = try await raw(texts, policy: policy)
      guard vectors.allSatisfy({ $0.count == dimensions }) else {
        let length = vectors.first { $0.count != dimensions }?.count ?? 0
        throw RoleFailure(
          "\(model) at \(link.endpoint.host) gave a vector of \(length) numbers where "
            + "\(dimensions) were expected. Was the model changed? Fit again with it.",
          reach: .unusable)
      }
      return vectors
    } catch is TooLarge {
      if texts.count > 1 {
        let half = texts.count / 2
        return try await embed(batch: Array(texts[..<half]))
          + embed(batch: Array(texts[half...]))
      }
      let text = texts.first ?? ""
      guard text.utf8.count > 64 else { throw takesNothing }
      CallReporter.report(
        .warning(
          "A text of \(text.utf8.count) bytes is too long for \(model) at "
            + "\(link.endpoint.host); its second half is left out of the comparison."))
      return try await embed(batch: [String(text.prefix(text.count / 2))])
    }
  }

  /// More than the model takes at once.
  private struct TooLarge: Error {}

  /// Makes one call; unit vectors of any length, in order.
  private func raw(_ texts: [String], policy: RetryPolicy) async throws -> [[Float]] {
    let body = WireValue.object([
      .init("model", .string(model)), .init("input", .array(texts.map(WireValue.string))),
    ])
    let call = EndpointLink.Call(
      path: "embeddings", body: Data(body.json.utf8), mostBytes: 64 << 20)
    let words = FailureText(endpoint: link.endpoint, model: model, redaction: link.redaction)
    var patience = Patience(policy: policy)
    while true {
      do {
        let value = try await link.value(call, isAgain: patience.attempts > 0) {
          patience.begin(at: link.clock.seconds())
        }
        meter(value, texts: texts)
        guard let vectors = EmbeddingReply.vectors(value, count: texts.count) else {
          throw RoleFailure(
            "\(model) at \(link.endpoint.host) gives no usable embeddings: it takes a model made "
              + "for them. Name one, or use the built-in table.",
            reach: .unusable)
        }
        return vectors
      } catch let failure as CallFailure {
        if case .server(let error, _) = failure, EmbeddingReply.isTooLarge(error) {
          throw TooLarge()
        }
        if let error = try await patience.afford(failure, link: link, words: words) {
          throw RoleFailure(error.description, reach: error.reach, isCertain: error.isCertain)
        }
      }
    }
  }

  private func meter(_ value: WireValue, texts: [String]) {
    let counted =
      value["usage"]?["prompt_tokens"]?.tokens ?? value["usage"]?["total_tokens"]?.tokens
    if let counted, counted > 0 {
      onTokens(ChatReply.Tokens(input: counted, output: 0))
    } else {
      let estimate = texts.reduce(0) { $0 + ReplyAssembly.estimate($1) }
      onTokens(ChatReply.Tokens(input: estimate, output: 0, isEstimated: true))
    }
  }
}

/// Reads what a server gives for embeddings.
enum EmbeddingReply {
  /// Unit vectors in the order of the texts, all of one length; `nil` where there is none for every
  /// text, or one that is no direction.
  static func vectors(_ value: WireValue, count: Int) -> [[Float]]? {
    let entries = value["data"]?.elements ?? value["embeddings"]?.elements ?? []
    guard entries.count == count, count > 0 else { return nil }
    let indices = entries.map { $0["index"]?.integer ?? -1 }
    let isOrdered = indices.sorted() == Array(0..<count)
    var vectors = [[Float]](repeating: [], count: count)
    for (place, entry) in entries.enumerated() {
      guard let vector = vector(entry["embedding"] ?? entry) else { return nil }
      vectors[isOrdered ? indices[place] : place] = vector
    }
    let length = vectors[0].count
    return vectors.allSatisfy { $0.count == length } ? vectors : nil
  }

  private static func vector(_ value: WireValue) -> [Float]? {
    if let text = value.text { return base64(text) }
    var elements = value.elements
    // One vector for the text within a list of its own; a vector for each token is of no use.
    if elements.count == 1, case .array(let inner) = elements[0] { elements = inner }
    var numbers: [Double] = []
    numbers.reserveCapacity(elements.count)
    for element in elements {
      guard case .number(let number) = element else { return nil }
      numbers.append(number)
    }
    return unit(numbers)
  }

  /// Little-endian 32-bit numbers, which some give unasked.
  private static func base64(_ text: String) -> [Float]? {
    guard let data = Data(base64Encoded: text), !data.isEmpty, data.count % 4 == 0 else {
      return nil
    }
    let bytes = Array(data)
    return unit(
      stride(from: 0, to: bytes.count, by: 4).map { at in
        let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) }
        return Double(Float(bitPattern: bits))
      })
  }

  private static func unit(_ numbers: [Double]) -> [Float]? {
    let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length.isFinite, length > 0 else { return nil }
    return numbers.map { Float($0 / length) }
  }

  /// Whether fewer or shorter texts would do.
  static func isTooLarge(_ error: ServerError) -> Bool {
    guard [400, 413, 422, 500].contains(error.status) else { return false }
    if error.status == 413 { return true }
    let words = error.words
    return Diagnosis.isAboutContext(words)
      || [
        "too large", "too many", "too long", "batch size", "maximum", "at most", "exceed",
        "max_num",
      ].contains { words.contains($0) }
  }
}
