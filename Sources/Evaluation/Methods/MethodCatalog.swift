/// All methods, by name (method, section 13).
public enum MethodCatalog {
  /// The methods in the order of a table: from the simplest to all of the method.
  public static let all: [any EvaluationMethod] = [
    PriorMethod(), ZeroShotMethod(), ZeroShotChainMethod(), NaiveBayesMethod(),
    RetrievalMethod(.bm25), RetrievalMethod(.embedding), ProfileMethod(), FermiMethod(),
    UtilityRerankMethod(), FactorsMethod(), FactorsRetrievedMethod(), FactorsChainMethod(),
    RPMQueryKeyedMethod(), RPMMethod(),
  ]

  /// The names in the same order.
  public static var names: [String] { all.map(\.name) }

  /// A method by its name.
  public static func method(named name: String) -> (any EvaluationMethod)? {
    all.first { $0.name == name }
  }
}
