package import Evaluation
package import RPM
package import Storage

/// What a test of a person's model found.
package enum CheckFinding: Sendable {
  case audit(StoredAudit)
  /// Past answers asked for, of so many that could have been.
  case past(LeaveOneOut, of: Int, StoredModel)
  /// `nil` where answers have no shares to compare.
  case drift(Drift?, StoredModel)
  case versions([ModelVersion], [JournalEntry])
  case compared(FactorComparison, with: CheckRequest.Other)
  /// A query asked of these people, or of nobody where it was asked by methods.
  case asked(QueryComparison, people: [CheckRequest.Other] = [], unfitted: Int = 0)
  /// Methods with people, who are split already, and whom they are on the screen; `nil` where
  /// nobody can be asked.
  case evaluated(
    EvaluationReport?, people: [User], names: [CheckRequest.Other],
    runs: [Evaluator.Job: MethodRun])
}
