internal import Embeddings

/// Stage 3b: the entries of the memory most similar to a query, by their features
/// (method, section 7).
public enum Retrieval {
  /// The memory ranked by cosine, best first, ties to the lower history index. Pinned entries come
  /// before all others, among themselves in the same order.
  ///
  /// With `groundedFirst`, entries whose path rests on nothing come last: they show how the person
  /// answered, and no reason.
  ///
  /// Left out are entries without a key, entries that are excluded, for whatever reason, and entries
  /// whose query equals the target query.
  ///
  /// - Parameters:
  ///   - key: the unit vector of the target query's retrieval text.
  ///   - memory: the reasoning memory.
  ///   - history: the history the memory was built from.
  ///   - query: the target query.
  ///   - limit: how many are wanted.
  public static func rank(
    key: [Float], memory: ReasoningMemory, history: [Interaction], query: String, limit: Int,
    groundedFirst: Bool = false
  ) -> [RetrievedExample] {
    guard limit > 0, key.contains(where: { $0 != 0 }) else { return [] }
    let eligible = memory.entries.indices.filter { index in
      let entry = memory.entries[index]
      return entry.takesPart && entry.key.count == key.count
        && history[entry.interaction].query != query
    }
    let similarities = eligible.map { dot(memory.entries[$0].key, key) }
    let pinned = eligible.indices.filter { memory.entries[eligible[$0]].marks.isPinned }
      .sorted { (similarities[$1], $0) < (similarities[$0], $1) }.prefix(limit)
    // Entries stand in history order, so equals keep it.
    func nearest(_ places: [Int], _ count: Int) -> [Int] {
      TopK.largest(places.map { similarities[$0] }, count: min(places.count, max(0, count)))
        .map { places[$0.index] }
    }
    let free = eligible.indices.filter { !pinned.contains($0) }
    let isGrounded = free.map {
      !groundedFirst || !memory.entries[eligible[$0]].audit.isUngrounded
    }
    let grounded = nearest(zip(free, isGrounded).filter(\.1).map(\.0), limit)
    let others = nearest(zip(free, isGrounded).filter { !$0.1 }.map(\.0), limit - grounded.count)
    return (Array(pinned) + grounded + others).prefix(limit).map { index in
      let interaction = memory.entries[eligible[index]].interaction
      return RetrievedExample(
        interaction: interaction, similarity: Double(similarities[index]),
        answer: history[interaction].response)
    }
  }
}
