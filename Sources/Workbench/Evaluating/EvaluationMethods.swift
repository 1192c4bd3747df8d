internal import BuiltInModel
package import Evaluation

/// The methods that can be compared: those of the catalog, and the variants of the built-in model.
package enum EvaluationMethods {
  /// All of them in the order of the table; the method itself comes last.
  package static let all: [any EvaluationMethod] =
    MethodCatalog.all.filter { $0.kind != .rpm } + variants
    + MethodCatalog.all.filter { $0.kind == .rpm }

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
      blackBox: BuiltInModel(variant: .withoutFactors)),
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
