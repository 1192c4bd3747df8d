/// All methods, by name (method, section 13).
public enum MethodCatalog {
  /// The methods in the order of a table: from the simplest to all of the method.
  public static let all: [any EvaluationMethod] = [
    PriorMethod(), ZeroShotMethod(), ChainMethod("zero-shot-cot", of: ZeroShotMethod()),
    PastMethod(.recent), PastMethod(.random), PastMethod(.all),
    ChainMethod("fewshot-cot", of: PastMethod(.recent)), NaiveBayesMethod(), FeaturesLinearMethod(),
    RetrievalMethod(.bm25), RetrievalMethod(.embedding),
    ChainMethod("rag-cot", of: RetrievalMethod(.embedding)), ProfileMethod(),
    ChainMethod("pag-cot", of: ProfileMethod()), HypothesesMethod(), DifferenceMethod(.given),
    DifferenceMethod(.found), PersonaLoopMethod(), RewriteMethod(), FermiMethod(),
    ChainMethod("fermi-cot", of: FermiMethod()), UtilityRerankMethod(),
    ChainMethod("utility-rerank-cot", of: UtilityRerankMethod()), FactorsMethod(),
    FactorsRetrievedMethod(), FactorsChainMethod(), RPMPartMethod(without: .statistics),
    RPMPartMethod(without: .factors),
    RPMPartMethod(without: .paths), RPMKeyedMethod(.query), RPMKeyedMethod(.features),
    RPMKeyedMethod(.factors), RPMKeyedMethod(.random), RPMMethod(),
  ]

  /// Those that are run only where they are asked for by name or group: with a language model all of
  /// them together cost many times what the others do.
  private static let onRequest: Set<String> = [
    "random-k", "fewshot-cot", "rag-cot", "pag-cot", "fermi-cot", "utility-rerank-cot",
    "hyperalign", "dpl", "drp", "persona-loop", "rpo-untrained", "rpm-without-statistics",
    "rpm-without-paths", "rpm-feature-keyed", "rpm-factor-keyed", "rpm-random-keyed",
  ]

  /// Published ways that have no row, since they train parameters, which a model behind an endpoint
  /// does not let anybody do. With the arXiv number of each.
  public static let trained: [(name: String, source: String)] = [
    ("PPlug", "2409.11901"), ("HYDRA", "2406.02888"), ("RLPA", "2505.15456"),
    ("PrLM", "2508.07342"), ("MRM", "2601.18731"), ("P-GenRM", "2602.12116"),
  ]

  /// Those that are run where nobody says which.
  public static var standard: [any EvaluationMethod] { all.filter { isStandard($0.name) } }

  /// Whether a method is run where nobody says which.
  public static func isStandard(_ name: String) -> Bool { !onRequest.contains(name) }

  /// The names in the same order.
  public static var names: [String] { all.map(\.name) }

  /// A method by its name.
  public static func method(named name: String) -> (any EvaluationMethod)? {
    all.first { $0.name == name }
  }
}
