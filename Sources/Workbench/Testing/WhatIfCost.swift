internal import ChatModel
package import RPM
package import Storage

/// What a what-if takes, before it is begun.
package struct WhatIfCost: Sendable {
  package var query: String
  package var masks: Int
  package var edits: Int
  package var asksFirst: Bool
  package var k: Int

  package init(query: String, masks: Int, edits: Int, asksFirst: Bool, k: Int) {
    self.query = query
    self.masks = masks
    self.edits = edits
    self.asksFirst = asksFirst
    self.k = k
  }

  /// What is used of a language model; `nil` for the built-in one.
  package func usage(_ stored: StoredModel, session: Session, use: ModelUse) -> Usage? {
    guard case .chat(let endpoint, let name) = use.choice else { return nil }
    return WhatIfEstimate(
      query, of: stored.model, history: stored.history, masks: masks, edits: edits,
      asksFirst: asksFirst, k: k, prompts: session.models.prompts,
      price: session.models.price(of: name, at: endpoint)
    ).usage
  }
}

extension [Feature] {
  /// How many distinct factors they have.
  package var activeFactorCount: Int { Set(compactMap(\.factor)).count }
}
