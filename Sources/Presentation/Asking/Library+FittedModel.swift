package import Storage
internal import Workbench

extension Library {
  /// The newest model of a user.
  ///
  /// - Throws: `CommandFailure` (usage) where there is none.
  package func fittedModel(of user: UserSummary) async throws -> StoredModel {
    guard user.model != nil else {
      throw CommandFailure.usage(
        "\(user.name) has no model yet; `rationale fit \(ShellWord.quoted(user.name))` makes one")
    }
    return try await model(for: user.id)
  }
}
