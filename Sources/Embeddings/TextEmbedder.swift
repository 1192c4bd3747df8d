/// Turns texts into vectors whose cosine says how alike they are.
public protocol TextEmbedder: Sendable {
  /// What distinguishes this embedder from others, stored with every vector it made.
  var identity: String { get }

  /// The length of each vector.
  var dimensions: Int { get }

  /// Embeds texts: one unit vector each, in order. A text with nothing in it gets a zero vector.
  func embed(_ texts: [String]) async throws -> [[Float]]
}
