internal import Embeddings
internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

/// Invented people, one for each kind of answer, with a query that is not in their history.
struct SmallPerson: Sendable, CustomTestStringConvertible {
  var user: User
  var query: String

  var testDescription: String { user.name }

  static let all = [viewer, critic, voter, author]

  /// Labels without an order.
  static let viewer = person(
    "viewer", .labels(["sea", "space", "city"], ordered: false),
    [
      ("A sailor crosses the stormy ocean in an old ship.", "sea"),
      ("An astronaut repairs a rocket near the moon.", "space"),
      ("Pirates hunt a whale from their ship.", "sea"),
      ("Robots guard a space station around Mars.", "space"),
      ("A fisherman and his boat against the waves of the ocean.", "sea"),
      ("The crew of a spaceship meets aliens on a distant planet.", "space"),
      ("A detective walks the streets of a rainy city.", "city"),
      ("Two thieves rob a bank in the city centre.", "city"),
      ("A captain and her crew lose the ship to a storm.", "sea"),
      ("A taxi driver and an astronaut share a flat in the city.", "city"),
    ], "A captain loses his ship and its crew in an ocean storm near the city.")

  /// A scale, with evaluative words.
  static let critic = person(
    "critic", .labels(["1", "2", "3", "4", "5"], ordered: true),
    [
      ("A superb and moving film, brilliant from start to end.", "5"),
      ("Dull, lifeless and boring.", "1"), ("Terrible waste of a great cast.", "2"),
      ("I loved it: funny, warm, wonderful.", "5"), ("Mediocre but pleasant enough.", "3"),
      ("An awful mess, tedious and stupid.", "1"), ("Excellent, original, gripping.", "5"),
      ("A funny start, then a dull and tedious end.", "3"),
      ("The cast is great, the plot is a mess.", "4"),
    ], "A great cast and a funny plot, but the end is dull and tedious.")

  /// Options of each question's own.
  static let voter = person(
    "voter", .options,
    [
      ("Should the city build more trains?\nA. Yes\nB. No", "A"),
      ("Should the city build more roads?\nA. Yes\nB. No", "B"),
      ("How worried are you about the climate?\nA. Very\nB. Somewhat\nC. Not at all", "A"),
      ("How worried are you about prices?\nA. Very\nB. Somewhat\nC. Not at all", "C"),
      ("Are trains good for the climate?\nA. Yes\nB. No", "A"),
      ("Are roads good for the climate?\nA. Yes\nB. No", "B"),
      ("Should taxes on fuel rise?\nA. Yes\nB. No", "A"),
    ], "Should the city pay for trains to help the climate?\nA. Yes\nB. No")

  /// Free text.
  static let author = person(
    "author", .open,
    [
      (
        "Sailing boats drift in strong currents. We propose a drift model for sailing boats.",
        "A Drift Model for Sailing Boats"
      ),
      (
        "Harbour noise disturbs whales. We study harbour noise with buoys.",
        "Harbour Noise and Whales"
      ),
      (
        "Waves break on coastal walls. We propose a wave model for coastal walls.",
        "A Wave Model for Coastal Walls"
      ),
      ("Currents move sand. We measure sand with buoys.", "Measuring Sand with Buoys"),
    ],
    "Strong currents carry noise. We propose a noise model for coastal buoys and compare whales.")

  /// What every engine of these tests is.
  static let engine = Engine(
    blackBox: BuiltInModel(), embedder: StaticTable.shared,
    clock: EngineClock(now: { Date(timeIntervalSince1970: 0) }, seconds: { 0 }))

  private static func person(
    _ name: String, _ answers: AnswerSpace, _ items: [(String, String)], _ query: String
  ) -> SmallPerson {
    SmallPerson(
      user: User(
        name: name, task: TaskDefinition(name: name, instruction: "", answers: answers),
        history: items.map { Interaction(query: $0.0, response: $0.1) }), query: query)
  }
}
