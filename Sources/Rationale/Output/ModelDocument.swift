internal import Foundation
internal import RPM
internal import Storage

/// A user and their factor model as `show --json` prints it.
struct ModelDocument: Codable, Hashable {
  struct FactorDocument: Codable, Hashable {
    var name: String
    var description: String
    var members: [Factor.Member]
    var support: Int
    var occurrences: Int
    /// Integer counts, one a label; empty without labels.
    var answers: [Int]
    /// Integer counts: against, middle, for; empty without stances.
    var stances: [Int]
    var influence: Int
    var polarity: FactorStatistics.Polarity
    var gain: Double
    var beyondChance: Bool
    var boilerplate: Bool
  }

  /// A past answer, with `--history` and `--item`.
  struct ItemDocument: Codable, Hashable {
    /// The position in the history, counted from 0.
    var interaction: Int
    var date: String?
    var query: String
    var response: String
    /// What follows is missing where the model was not fitted on it.
    var features: [AnswerDocument.FeatureDocument]?
    var path: AnswerDocument.PathDocument?
    var audit: AnswerDocument.AuditDocument?
    /// Why it is left out of retrieval; missing when it takes part.
    var exclusion: MemoryEntry.Exclusion?
    /// What a person said of it, and why its path is stale; missing where nothing is.
    var marks: EntryMarks?
  }

  var user: String
  var task: String
  var instruction: String
  var labels: [String]
  var ordered: Bool
  var interactions: Int
  var test: Int
  /// What follows is missing when the user is not fitted.
  var model: ModelIdentity?
  var version: Int?
  var fitted: Date?
  /// Whether the history has changed since.
  var stale: Bool?
  var baseCounts: [Int]?
  var stanceCounts: [Int]?
  var chanceGain: Double?
  var stability: Double?
  /// The part of the history that was fitted: `the last 50`; missing for all of it.
  var window: String?
  var factors: [FactorDocument]?
  /// What each stage of the fit took; missing where it was not noted.
  var stages: [StageDocument]?
  /// Missing unless asked for.
  var history: [ItemDocument]?

  /// The document of a user, with the model where there is one.
  init(user: User, model: UserModel?, version: Int?) {
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
    stanceCounts = model.statistics.stances
    chanceGain = model.statistics.chanceGain
    stability = model.statistics.stability
    window = model.statistics.window?.words
    factors = FactorTable(model: model, all: true).rows.map { row in
      FactorDocument(
        name: row.factor.name, description: row.factor.description, members: row.factor.members,
        support: row.statistics.support, occurrences: row.statistics.occurrences,
        answers: row.statistics.answers, stances: row.statistics.stances,
        influence: row.statistics.influence, polarity: row.statistics.polarity,
        gain: row.statistics.gain, beyondChance: row.statistics.isBeyondChance,
        boilerplate: row.statistics.isBoilerplate)
    }
  }

  /// Adds past answers.
  mutating func add(_ indices: Range<Int>, of user: User, stored: StoredModel?) {
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
