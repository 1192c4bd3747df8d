internal import BuiltInModel
package import Evaluation

/// The methods that can be compared: those of the catalog, and the variants of the built-in model.
package enum EvaluationMethods {
  /// All of them in the order of the table; the method itself comes last.
  package static let all: [any EvaluationMethod] =
    MethodCatalog.all.filter { method in
      method.kind != .rpm && !variants.contains { $0.name == method.name }
    } + variants
    + MethodCatalog.all.filter { $0.kind == .rpm }

  /// Those that are run where nobody says which.
  package static var standard: [any EvaluationMethod] {
    all.filter { MethodCatalog.isStandard($0.name) }
  }

  /// What stands for several of them.
  package enum Group: String, CaseIterable, Sendable {
    case standard, all, simple, published, ablations

    /// Whether a method is one of them.
    package func contains(_ method: any EvaluationMethod) -> Bool {
      switch self {
      case .standard: MethodCatalog.isStandard(method.name)
      case .all: true
      case .simple: method.kind == .simple
      case .published: method.kind == .elaborate
      case .ablations: method.kind == .ablation
      }
    }
  }

  /// The methods of names and groups, each once and in the order of the table; the names that mean
  /// nothing beside them.
  package static func named(
    _ names: [String]
  ) -> (methods: [any EvaluationMethod], unknown: [String]) {
    let groups = names.compactMap(Group.init)
    return (
      all.filter { method in
        names.contains(method.name) || groups.contains { $0.contains(method) }
      }, names.filter { Group(rawValue: $0) == nil && method(named: $0) == nil }
    )
  }

  /// The names in the same order.
  package static var names: [String] { all.map(\.name) }

  /// A method by its name.
  package static func method(named name: String) -> (any EvaluationMethod)? {
    all.first { $0.name == name }
  }

  private static let variants: [any EvaluationMethod] = [
    VariantMethod(
      name: "rpm-without-factors",
      text: "rpm without the evidence of factors: usual answers, words, and examples",
      blackBox: BuiltInModel(variant: .withoutFactors),
      prompted: MethodCatalog.method(named: "rpm-without-factors")),
    VariantMethod(
      name: "rpm-without-own-words",
      text: "rpm with everything as it counts for everybody, and without own words",
      blackBox: BuiltInModel(variant: .withoutOwnWords)),
    VariantMethod(
      name: "rpm-kernel",
      text: "rpm with a kernel inside each factor: the nearer a past feature, the more it counts",
      blackBox: BuiltInModel(variant: .kernel)),
  ]
}
