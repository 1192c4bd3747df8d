internal import Embeddings
internal import Foundation
internal import RPM

@testable import ChatModel

/// An engine around a language model whose server is an oracle.
struct Bench {
  let oracle: OracleCaller
  let ledger: MemoryLedger
  /// What all calls of the bench spend.
  let spending = Spending()
  let engine: Engine

  init(
    _ oracle: OracleCaller = OracleCaller(), ledger: MemoryLedger = MemoryLedger(),
    settings: ChatModelSettings = ChatModelSettings(), prompts: PromptLibrary = PromptLibrary()
  ) {
    self.oracle = oracle
    self.ledger = ledger
    let keeper = ReplyKeeper(
      caller: oracle, ledger: ledger, model: Self.identity, price: nil, spending: spending,
      replays: true)
    engine = Engine(
      blackBox: ChatModel(keeper: keeper, prompts: prompts, settings: settings),
      embedder: HashedNGrams(dimensions: 64),
      clock: EngineClock(now: { Date(timeIntervalSince1970: 0) }, seconds: { 0 }))
  }

  static let identity = ModelIdentity(name: "oracle", version: "http://oracle.example/v1")

  /// What is left of a model when it does not matter what was paid.
  static func unpaid(_ model: UserModel) -> UserModel {
    var model = model
    model.usage = nil
    return model
  }
}

/// The users of the tests.
enum People {
  static let stars = User(
    name: "Mara",
    task: TaskDefinition(
      name: "reviews", instruction: "Rate a film from its review.",
      answers: .labels(["1", "2", "3"], ordered: true)),
    history: history([
      ("slow plot great music", "3"), ("great acting poor plot", "2"),
      ("poor sound slow pace", "1"),
      ("music and acting shine", "3"), ("plot holes poor pace", "1"),
      ("great pace great sound", "3"),
    ]))

  static let survey = User(
    name: "Borduria",
    task: TaskDefinition(
      name: "survey", instruction: "Answer as most people of this country.", answers: .options),
    history: history(
      [
        ("Should taxes rise?", "B"), ("Should trade grow?", "A"), ("Should taxes fall?", "A"),
        ("Are schools good?", "A"),
      ].map { (SurveyQuestion.query(stem: $0.0, options: ["Yes, they should", "No"]), $0.1) }))

  static let titles = User(
    name: "Ida",
    task: TaskDefinition(
      name: "titles", instruction: "Write the title of a text.", answers: .open),
    history: history([
      ("graphs that learn fast", "Learning on Graphs"), ("fast sorting of graphs", "Sorting Fast"),
      ("words and graphs", "Words in Graphs"),
    ]))

  private static func history(_ items: [(String, String)]) -> [Interaction] {
    items.map { Interaction(query: $0.0, response: $0.1) }
  }
}

/// The events of a run.
func kinds<Value>(of run: Run<Value>) async -> [EngineEvent.Kind] {
  var kinds: [EngineEvent.Kind] = []
  for await event in run.events { kinds.append(event.kind) }
  return kinds
}
