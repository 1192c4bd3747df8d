internal import ArgumentParser
internal import Evaluation
internal import Foundation
internal import Workbench

extension EvaluationMethods {
  /// The methods of names and groups with commas between them, each once and in the order of the table.
  ///
  /// - Parameter option: the name of the option that names them.
  /// - Throws: `ValidationError` with the names there are.
  static func called(_ text: String, by option: String) throws -> [any EvaluationMethod] {
    let wanted = text.split(separator: ",").map {
      $0.trimmingCharacters(in: .whitespaces)
    }.filter { !$0.isEmpty }
    guard !wanted.isEmpty else { throw ValidationError("--\(option) names no method") }
    let (found, unknown) = named(wanted)
    if let name = unknown.first {
      let groups = Group.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        "there is no method '\(name)'; there are \(names.joined(separator: ", ")), "
          + "and the groups \(groups)")
    }
    return found
  }
}
