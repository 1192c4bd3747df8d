internal import Foundation
internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct NaiveBayesTests {
  private let history = [
    Interaction(query: "wet rains the", response: "bad"),
    Interaction(query: "sun sun the", response: "good"),
    Interaction(query: "Sun, of seas the", response: "good"),
    Interaction(query: "snow the", response: "bad"),
  ]

  @Test func probabilitiesAreThoseOfTheFormula() throws {
    let bayes = try NaiveBayes(history, answers: .labels(["bad", "good", "never"], ordered: false))
    // A word may be in one text of four: wet, rain, sea, snow; not sun, not the, and of is short.
    let bad = 0.5 * (1.5 / (3 + 2))
    let good = 0.5 * (0.5 / (1 + 2))
    let probabilities = bayes.probabilities(of: "the SUN, RAIN and unknown")
    #expect(abs(probabilities[0] - bad / (bad + good)) < 1e-12)
    #expect(abs(probabilities[1] - good / (bad + good)) < 1e-12)
    #expect(probabilities[2] == 0)
    #expect(bayes.answer(to: "rain").response == "bad")
    #expect(bayes.answer(to: "sea sea").response == "good")
  }

  @Test func onAScaleEveryWordCounts() throws {
    let scale = AnswerSpace.labels(["bad", "good"], ordered: true)
    let probabilities = try NaiveBayes(history, answers: scale).probabilities(of: "sun is sun")
    // Seven words are known: wet rains the sun of seas snow; bad has five tokens, good six.
    let bad = 0.5 * (1.0 / (5 + 7))
    let good = 0.5 * (3.0 / (6 + 7))
    #expect(abs(probabilities[0] - bad / (bad + good)) < 1e-12)
  }

  @Test func onAScaleTheMedianOfWhatItBelieves() throws {
    let ratings = ["1", "1", "5", "5", "3"].map { Interaction(query: "", response: $0) }
    let scale = AnswerSpace.labels(["1", "2", "3", "4", "5"], ordered: true)
    #expect(try NaiveBayes(ratings, answers: scale).answer(to: "").response == "3")
  }

  @Test func withoutLabelsThereIsNone() {
    #expect(NaiveBayesMethod().absence(for: .open, completes: true) != nil)
    #expect(NaiveBayesMethod().absence(for: .options, completes: false) != nil)
    #expect(throws: RoleFailure.self) {
      try NaiveBayes(history, answers: .labels(["x"], ordered: false))
    }
  }
}
