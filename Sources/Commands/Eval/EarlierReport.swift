internal import Evaluation
internal import Foundation
internal import Presentation

/// A report that `eval --json` wrote before.
enum EarlierReport {
  /// Reads a report.
  ///
  /// - Throws: `CommandFailure` where the file is none.
  static func read(_ file: String, _ context: CommandContext) throws -> EvaluationReport {
    guard let data = FileManager.default.contents(atPath: context.absolute(file)) else {
      throw CommandFailure.badData("\(file) cannot be read; is it there, and yours to read?")
    }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try decoder.decode(EvaluationReport.self, from: data)
    } catch {
      throw CommandFailure.badData(
        "\(file) is no report; `rationale eval --json --per-user > FILE` writes one")
    }
  }
}
