package import Evaluation
internal import Foundation
internal import Storage

/// Ratings of rationales as they were given, beside kept evaluations: one JSON object a line, in one
/// file. What a person said is never taken away by itself, and nothing that a method may see is made
/// of it.
///
/// A line names the person whose answer it is about, so that forgetting them takes it out. Texts are
/// in none of them, but for what the rater wrote.
package struct RatingShelf: Sendable {
  private struct Line: Codable {
    var user: String
    var task: String
    var rating: Rating
  }

  private let lines: StateLines

  /// - Parameter folder: the state folder.
  package init(in folder: String) {
    lines = StateLines(path: "\(folder)/ratings/ratings.jsonl")
  }

  /// What a rater said of these pairs, in their order; of one pair the latest.
  package func kept(of pairs: [RationalePair], by rater: Rating.Rater) -> [Rating] {
    let decoder = JSONDecoder()
    var known: [String: Rating] = [:]
    for data in lines.all() {
      guard let line = try? decoder.decode(Line.self, from: data), line.rating.rater == rater
      else { continue }
      known[line.rating.pair] = line.rating
    }
    return pairs.compactMap { known[$0.key] }
  }

  /// Keeps a rating.
  ///
  /// - Throws: `LibraryError.unwritable`.
  package func keep(_ rating: Rating, of pair: RationalePair) throws {
    let line = Line(user: pair.user, task: pair.task, rating: rating)
    try lines.append(Data(JSONText.encode(line, isLine: true).utf8))
  }
}
