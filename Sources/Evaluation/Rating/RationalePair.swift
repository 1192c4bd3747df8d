internal import Crypto
internal import Foundation
public import RPM

/// The rationales of two methods for one test item.
public struct RationalePair: Sendable, Hashable {
  /// The task's name.
  public var task: String
  /// The person's name.
  public var user: String
  /// The position of the person among those who were asked, from 0.
  public var place: Int
  /// The position among the person's test items, from 0.
  public var index: Int
  /// What was asked.
  public var query: String
  /// The person's own answer.
  public var expected: String
  /// The first method's name, reasoning and answer.
  public var first: ComparedItem.Answer
  /// The second's.
  public var second: ComparedItem.Answer

  /// Creates a pair.
  public init(
    task: String, user: String, place: Int, index: Int, query: String, expected: String,
    first: ComparedItem.Answer, second: ComparedItem.Answer
  ) {
    self.task = task
    self.user = user
    self.place = place
    self.index = index
    self.query = query
    self.expected = expected
    self.first = first
    self.second = second
  }

  /// The natural logarithm of how many times longer the first rationale is.
  public var logLengthRatio: Double {
    log(Double(max(1, first.reasoningLength)) / Double(max(1, second.reasoningLength)))
  }

  /// Tells this pair from every other, with the texts that are compared: 16 hex digits. A rating
  /// that was kept under it holds as long as the same texts are shown.
  public var key: String {
    let parts = [
      task, user, query, expected, first.method, second.method, first.reasoning ?? "",
      second.reasoning ?? "",
    ]
    // Each with its length, so that no two lists of parts read the same.
    let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
    return SHA256.hash(data: Data(text.utf8)).prefix(8).hexadecimal
  }

  /// The pairs that can be compared: items for which both methods gave a reasoning, and not the same
  /// one.
  ///
  /// - Parameters:
  ///   - methods: the first and the second.
  ///   - runs: what came of them.
  public static func all(
    of users: [User], methods: (String, String), runs: [Evaluator.Job: MethodRun]
  ) -> [RationalePair] {
    users.enumerated().flatMap { place, user in
      let runs = [methods.0, methods.1].reduce(into: [Evaluator.Job: MethodRun]()) {
        $0[.init(user: 0, method: $1)] = runs[.init(user: place, method: $1)]
      }
      return ComparedItem.all(of: [user], methods: [methods.0, methods.1], runs: runs)
        .filter {
          $0.answers.allSatisfy { $0.reasoningLength > 0 }
            && $0.answers[0].reasoning != $0.answers[1].reasoning
        }.map {
          RationalePair(
            task: $0.task, user: $0.user, place: place, index: $0.index, query: $0.query,
            expected: $0.expected, first: $0.answers[0], second: $0.answers[1])
        }
    }
  }

  /// At most so many pairs: in turn one of each person, and of each first those whose lengths are
  /// nearest.
  public static func chosen(_ count: Int, of pairs: [RationalePair]) -> [RationalePair] {
    var waiting = Dictionary(grouping: pairs, by: \.place).sorted { $0.key < $1.key }.map { group in
      group.value.sorted {
        (abs($1.logLengthRatio), $1.index) < (abs($0.logLengthRatio), $0.index)
      }
    }
    var chosen: [RationalePair] = []
    while chosen.count < count, waiting.contains(where: { !$0.isEmpty }) {
      for person in waiting.indices where chosen.count < count {
        if let next = waiting[person].popLast() { chosen.append(next) }
      }
    }
    return chosen
  }
}
