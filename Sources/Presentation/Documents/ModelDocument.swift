package import Foundation
package import RPM
package import Storage

/// A user and their factor model as `show --json` prints it.
package struct ModelDocument: Codable, Hashable {
  package struct FactorDocument: Codable, Hashable {
    package var name: String
    package var description: String
    package var members: [Factor.Member]
    package var support: Int
    package var occurrences: Int
    /// Integer counts, one a label; empty without labels.
    package var answers: [Int]
    /// Integer counts: against, middle, for, unanswered; empty without stances.
    package var stances: [Int]
    package var influence: Int
    package var polarity: FactorStatistics.Polarity
    package var gain: Double
    package var beyondChance: Bool
    package var boilerplate: Bool
  }

  /// A past answer, with `--history` and `--item`.
  package struct ItemDocument: Codable, Hashable {
    /// The position in the history, counted from 0.
    package var interaction: Int
    package var date: String?
    package var query: String
    package var response: String
    /// What follows is missing where the model was not fitted on it.
    package var features: [AnswerDocument.FeatureDocument]?
    package var path: AnswerDocument.PathDocument?
    package var audit: AnswerDocument.AuditDocument?
    /// Why it is left out of retrieval; missing when it takes part.
    package var exclusion: MemoryEntry.Exclusion?
    /// What a person said of it, and why its path is stale; missing where nothing is.
    package var marks: EntryMarks?
  }

  package var user: String
  package var task: String
  package var instruction: String
  package var labels: [String]
  package var ordered: Bool
  package var interactions: Int
  package var test: Int
  /// What follows is missing when the user is not fitted.
  package var model: ModelIdentity?
  package var version: Int?
  package var fitted: Date?
  /// Whether the history has changed since.
  package var stale: Bool?
  package var baseCounts: [Int]?
  package var stanceCounts: [Int]?
  package var chanceGain: Double?
  package var stability: Double?
  /// How far kinds of evidence count with this person; missing where that is not learned.
  package var trust: EvidenceTrust?
  /// The part of the history that was fitted: `the last 50`; missing for all of it.
  package var window: String?
  package var factors: [FactorDocument]?
  /// What each stage of the fit took; missing where it was not noted.
  package var stages: [StageDocument]?
  /// Missing unless asked for.
  package var history: [ItemDocument]?

  /// The document of a user, with the model where there is one.
  package init(user: User, model: UserModel?, version: Int?) {
    self.user = user.name
    task = user.task.name
    instruction = user.task.instruction
    labels = user.task.answers.labels
    ordered = user.task.answers.isOrdered
    interactions = user.history.count
    test = user.test.count
    guard let model else { return }
    self.model = model.identity
    self.version = version
    fitted = model.fitted
    baseCounts = model.statistics.answers
    stanceCounts = model.statistics.stances.list
    chanceGain = model.statistics.chanceGain
    stability = model.statistics.stability
    trust = model.statistics.trust
    window = model.statistics.window?.words
    factors = FactorTable(model: model, all: true).rows.map { row in
      FactorDocument(
        name: row.factor.name, description: row.factor.description, members: row.factor.members,
        support: row.statistics.support, occurrences: row.statistics.occurrences,
        answers: row.statistics.answers, stances: row.statistics.stances.list,
        influence: row.statistics.influence, polarity: row.statistics.polarity,
        gain: row.statistics.gain, beyondChance: row.statistics.isBeyondChance,
        boilerplate: row.statistics.isBoilerplate)
    }
  }

  package mutating func add(_ indices: Range<Int>, of user: User, stored: StoredModel?) {
    history =
      (history ?? [])
      + indices.map { index in
        let item = user.history[index]
        var document = ItemDocument(
          interaction: index, date: item.date, query: item.query, response: item.response)
        guard let stored, let place = stored.place(of: item, at: index) else { return document }
        let entry = stored.model.memory.entries[place]
        document.features = entry.features.map {
          AnswerDocument.FeatureDocument($0, in: stored.model)
        }
        document.path = entry.path.map { AnswerDocument.PathDocument($0, in: stored.model) }
        document.audit = AnswerDocument.AuditDocument(entry.audit)
        document.exclusion = entry.exclusion
        document.marks = entry.marks.isEmpty ? nil : entry.marks
        return document
      }
  }
}
