internal import Foundation
internal import Testing

@testable internal import Intake

/// Small invented files, from their bytes to people.
@Suite struct ShapeFilesTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "shapes-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func write(_ text: String, _ name: String) throws -> String {
    let path = folder + "/" + name
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private struct Outcome {
    var formats: [String] = []
    var people: [UserLine] = []
    var problems: [String] = []
    var remarks: [String] = []
  }

  /// What comes of files that are named together.
  private func read(_ paths: [String]) throws -> Outcome {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let plans = try IntakePlanner().plans(for: paths)
    var outcome = Outcome()
    outcome.problems = plans.problems.map(\.reason)
    for plan in plans.plans {
      outcome.formats.append(plan.interpretation.name)
      outcome.remarks += plan.remarks
      outcome.problems += plan.problems.map(\.reason)
      outcome.remarks += try plan.read { event in
        if case .person(let line, _) = event { outcome.people.append(line) }
      }
    }
    return outcome
  }

  @Test func filmsAndRatings() throws {
    let movies = try write(
      "movieId,title,genres\n1,\"Kite, The (2001)\",Drama|War\n2,Moss (1999),(no genres listed)\n",
      "movies.csv")
    let ratings = try write(
      "userId,movieId,rating,timestamp\n1,2,4.0,964982703\n1,1,3.5,964982224\n7,1,5,964982225\n",
      "ratings.csv")
    let outcome = try read([movies, ratings])
    #expect(outcome.formats == ["movielens"] && outcome.problems.isEmpty)
    #expect(outcome.people.map(\.name) == ["1", "7"])
    #expect(
      Set(outcome.people[0].history.map(\.query)) == [
        "Kite, The (2001). Genres: Drama, War", "Moss (1999)",
      ])
    #expect(outcome.people[0].task == "movielens")
  }

  @Test func ratingsAloneSayTheLineToType() throws {
    let ratings = try write("1::2::4::964982703\n1::3::5::964982224\n", "ratings.dat")
    _ = try write("2::Moss (1999)::Drama\n", "movies.dat")
    let outcome = try read([ratings])
    #expect(outcome.people.isEmpty)
    #expect(
      outcome.problems == [
        "without its movies its films are only numbers; rationale import \(ratings) "
          + "\(folder)/movies.dat reads both"
      ])
  }

  @Test func olderFilmsAndRatings() throws {
    let ratings = try write("1::2::4::964982703\n1::3::5::964982224\n", "ratings.dat")
    let movies = try write("2::Moss (1999)::Drama|War\n3::Kite (2001)::Comedy\n", "movies.dat")
    let outcome = try read([ratings, movies])
    #expect(outcome.formats == ["movielens"] && outcome.problems.isEmpty)
    #expect(outcome.people.map { $0.history.count } == [2])
  }

  @Test func questionsAndOutputs() throws {
    func question(_ score: Int) -> String {
      #"{"id": "300", "input": "What is the score? review: x \#(score).", "profile": [{"text": "a", "score": "\#(score)", "id": "1"}]}"#
    }
    let questions = try write("[\(question(1)), \(question(2))]", "dev_questions.json")
    let outputs = try write(
      #"{"task": "LaMP_3", "golds": [{"id": "300", "output": "4"}]}"#, "dev_outputs.json")
    let outcome = try read([outputs, questions])
    #expect(outcome.formats == ["lamp"] && outcome.problems.isEmpty)
    #expect(outcome.people.map(\.name) == ["300", "300, question 2"])
    #expect(outcome.people.allSatisfy { $0.task == "lamp3" && $0.test.count == 1 })
    #expect(outcome.people[0].labels == .closed(["1", "2", "3", "4", "5"]))
    #expect(outcome.people[0].ordered == true)
    #expect(outcome.remarks.contains { $0.contains("300, question 2") })
  }

  @Test func questionsAlone() throws {
    let questions = try write(
      #"[{"id": "1", "input": "Generate a headline for the following article: x", "profile": [{"text": "a", "title": "b"}]}]"#,
      "train_questions.json")
    let outcome = try read([questions])
    #expect(outcome.people.map(\.task) == ["lamp4"])
    #expect(outcome.remarks.contains { $0.contains("the questions are no test items") })
  }

  @Test func respondentsAndQuestions() throws {
    let info = try write(
      "key,question,references,option_ordinal\nTEA_W26,Tea?,\"['Tea', 'Coffee', 'Refused']\",\"[1.0, 2.0]\"\n",
      "info.csv")
    let responses = try write("QKEY,WEIGHT_W26,TEA_W26\n5,1.0,Coffee\n6,1.0,\n", "responses.csv")
    let outcome = try read([responses, info])
    #expect(outcome.formats == ["opinionqa"] && outcome.problems.isEmpty)
    #expect(outcome.people.map(\.name) == ["5"])
    #expect(outcome.people[0].history.map(\.response) == ["B"])
  }

  @Test func sharesOfCountries() throws {
    let table = try write(
      """
      question,selections,options,source
      How?,"defaultdict(<class 'list'>, {'Malta': [np.float64(0.8), np.float64(0.2)]})","['Good', 'Bad']",GAS
      Odd?,"{'Malta': [0.8","['Good', 'Bad']",GAS

      """, "goqa.csv")
    let outcome = try read([table])
    #expect(outcome.formats == ["global-opinions"] && outcome.people.map(\.name) == ["Malta"])
    #expect(outcome.problems.count == 1)
    #expect(outcome.problems[0].hasPrefix("row 2: selections: at character "))
  }

  @Test func reviewsAndChats() throws {
    let reviews = try write(
      #"""
      {"rating": 4.0, "title": "Good", "text": "It boils.", "parent_asin": "B0", "user_id": "AX", "timestamp": 1588687728923}
      {"rating": 9, "title": "Good", "text": "It boils.", "parent_asin": "B0", "user_id": "AX", "timestamp": 1588687728924}

      """#, "reviews.jsonl")
    let chats = try write(
      #"""
      {"user": "ida", "messages": [{"role": "assistant", "content": "Tea?"}, {"role": "user", "content": "No."}]}

      """#, "chats.jsonl")
    let outcome = try read([reviews, chats])
    #expect(outcome.formats == ["amazon-2023", "chats"])
    #expect(outcome.people.map(\.name) == ["AX", "ida"])
    #expect(outcome.people.map { $0.history.map(\.response) } == [["4"], ["No."]])
    #expect(outcome.problems == ["rating is \"9\", none of 1 to 5"])
  }
}
