internal import Embeddings
package import RPM

extension Session {
  /// Which factors two models share, and which they oppose.
  package func compare(_ first: UserModel, _ second: UserModel) async throws -> FactorComparison {
    FactorComparison(
      first, second, firstVectors: try await vectors(first),
      secondVectors: try await vectors(second))
  }

  /// One vector a factor, by which factors of two people are paired.
  private func vectors(_ model: UserModel) async throws -> [[Float]] {
    try await StaticTable.shared.embed(model.factors.map(FactorComparison.text))
  }
}
