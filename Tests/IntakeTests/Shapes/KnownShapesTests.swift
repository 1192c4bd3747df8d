internal import RPM
internal import Testing

@testable internal import Intake

@Suite struct KnownShapesTests {
  /// A record of each shape that reads one file.
  static let samples: [(name: String, line: String, required: [String])] = [
    (
      "amazon-2023",
      #"{"user_id": "u", "rating": 4, "title": "T", "text": "x", "parent_asin": "B", "timestamp": 1}"#,
      ["user_id", "rating"]
    ),
    (
      "amazon-2018",
      #"{"reviewerID": "u", "overall": 4, "summary": "T", "reviewText": "x", "asin": "B", "unixReviewTime": 1}"#,
      ["reviewerID", "overall"]
    ),
    (
      "yelp",
      #"{"review_id": "r", "user_id": "u", "business_id": "b", "stars": 4, "text": "x", "date": "2020-01-01"}"#,
      ["user_id", "stars", "text"]
    ),
    (
      "goodreads",
      #"{"user_id": "u", "book_id": "b", "review_id": "r", "rating": 4, "review_text": "x", "date_added": "y"}"#,
      ["user_id", "rating", "review_text"]
    ),
    (
      "movielens", #"{"userId": 1, "movieId": 1, "rating": 4.5, "timestamp": 1}"#,
      ["userId", "movieId", "rating"]
    ),
    (
      "movielens-tags", #"{"userId": 1, "movieId": 1, "tag": "odd", "timestamp": 1}"#,
      ["userId", "movieId", "tag"]
    ),
    (
      "global-opinions",
      #"{"question": "Q?", "selections": {"Malta": [0.7, 0.3]}, "options": ["a", "b"], "source": "GAS"}"#,
      ["question", "selections", "options"]
    ),
    ("opinionqa", #"{"QKEY": 1, "WEIGHT_W26": 1, "TEA_W26": "Tea"}"#, ["QKEY"]),
    (
      "opinionqa-rows",
      #"{"QKEY": 1, "question": "Q?", "options": ["a", "b"], "answer": "b", "date": "2020-01-01"}"#,
      ["QKEY", "question", "options", "answer"]
    ),
    (
      "lamp",
      #"{"id": "1", "user_id": "u", "input": "review: x", "profile": [{"text": "a", "score": 4, "date": "2020-1-1"}], "output": "4"}"#,
      ["id", "input", "profile"]
    ),
    (
      "longlamp",
      #"{"author": "u", "input": "Generate the content for a reddit post x", "output": "z", "profile": [{"summary": "a", "content": "b"}]}"#,
      ["author", "input", "profile"]
    ),
    (
      "personamem",
      #"{"persona_id": 1, "user_query": "a", "correct_answer": "c", "incorrect_answers": ["b", "d"]}"#,
      ["persona_id", "user_query", "correct_answer", "incorrect_answers"]
    ),
    (
      "prism",
      #"{"user_id": "u", "conversation_id": "c", "conversation_history": [{"role": "user", "content": "p"}, {"role": "model", "content": "a", "if_chosen": true}, {"role": "model", "content": "b", "if_chosen": false}]}"#,
      ["user_id", "conversation_history"]
    ),
    (
      "prism-utterances",
      #"{"user_id": "u", "user_prompt": "p", "model_response": "r", "score": 3, "utterance_id": "t"}"#,
      ["user_id", "user_prompt", "model_response", "score"]
    ),
    (
      "prism-survey", #"{"user_id": "u", "stated_prefs": {"values": 5}, "lm_familiarity": "x"}"#,
      ["user_id", "stated_prefs"]
    ),
    (
      "chats",
      #"{"user": "u", "messages": [{"role": "assistant", "content": "a"}, {"role": "user", "content": "b"}]}"#,
      ["messages"]
    ),
  ]

  static func companions() throws -> CompanionFiles {
    let movies = try ShapeSample.lines(#"{"movieId": 1, "title": "Moss", "genres": "Drama"}"#)
    let info = try ShapeSample.lines(
      #"{"key": "TEA_W26", "question": "Tea?", "references": ["Tea", "Coffee"]}"#)
    return CompanionFiles([
      "movies": CompanionFiles.File { body in for record in movies { try body(record) } },
      "info": CompanionFiles.File { body in for record in info { try body(record) } },
    ])
  }

  @Test func namesAreUnlikeAndEachSaysWhatItIs() {
    let all = KnownShapes.all
    #expect(Set(all.map { $0.name }).count == all.count)
    #expect(Set(all.map { $0.name }) == Set(Self.samples.map(\.name)))
    for shape in all {
      #expect(!shape.summary.isEmpty && !shape.knownBy.isEmpty && shape.task.name != nil)
      #expect(KnownShapes.named(shape.name.uppercased()) == shape)
    }
    #expect(KnownShapes.named("parquet") == nil)
  }

  @Test(arguments: samples.map { ($0.name, $0.line) })
  func eachIsToldFromTheOthers(name: String, line: String) throws {
    let records = try ShapeSample.lines(line)
    #expect(KnownShapes.best(for: records, of: .lines)?.shape.name == name)
    #expect(KnownShapes.companion(for: records, of: .lines) == nil)
    // A field that nobody knows changes nothing.
    let more = try ShapeSample.lines(line.dropLast() + #", "zzz": [1, {"a": null}]}"#)
    #expect(KnownShapes.best(for: more, of: .lines)?.shape.name == name)
  }

  @Test(arguments: [
    #"{"user": "u", "task": "t", "history": [{"query": "a", "response": "b"}]}"#,
    #"{"user": "u", "query": "a", "response": "b", "date": "2020-01-01"}"#,
    #"{"id": 1, "text": "a", "label": "b"}"#, #"{"id": 1, "title": "a", "genres": "b"}"#, "{}",
    #"{"user_id": 1, "rating": 4, "text": "a"}"#, #"{"messages": []}"#, #"{"messages": 4}"#,
    #"{"question": "a", "options": ["b"], "answer": "b"}"#,
  ])
  func otherFilesAreNone(line: String) throws {
    #expect(KnownShapes.best(for: try ShapeSample.lines(line), of: .lines) == nil)
    #expect(KnownShapes.best(for: [], of: .lines) == nil)
  }

  /// What stands where a value was.
  private static let replacements: [JSONValue] = [
    .null, .string(""), .string(" "), .string("x"), .string("["), .string("{'a': "), .string("4"),
    .string("\u{0}"), .string("A. a\nB. b"), .number("4"), .number("1e400"), .number("-0.0"),
    .bool(true), .array([]), .array([.null]), .array([.string("x"), .number("1")]),
    .array([.object([])]), .object([]), .object([.init(key: "", value: .null)]),
    .string(String(repeating: "(", count: 200)), .string("defaultdict(<class 'list'>, {"),
  ]

  /// All values that come of `value` when one part of it is gone, renamed, there twice or replaced.
  private static func mutations(of value: JSONValue) -> [JSONValue] {
    switch value {
    case .object(let members):
      var all: [JSONValue] = []
      for (index, member) in members.enumerated() {
        var changed = members
        changed.remove(at: index)
        all.append(.object(changed))
        changed.insert(.init(key: member.key + "s", value: member.value), at: index)
        all.append(.object(changed))
        all.append(.object(members + [member]))
        for inner in replacements + mutations(of: member.value) {
          var changed = members
          changed[index].value = inner
          all.append(.object(changed))
        }
      }
      return all
    case .array(let items):
      return items.indices.flatMap { index in
        (replacements + mutations(of: items[index])).map { inner in
          var changed = items
          changed[index] = inner
          return .array(changed)
        }
      }
    default: return []
    }
  }

  @Test(arguments: samples.map(\.name))
  func whateverIsChangedIsReadOrNamed(name: String) throws {
    let sample = try #require(Self.samples.first { $0.name == name })
    let type = try #require(KnownShapes.named(name))
    let shape = try type.init(companions: try Self.companions())
    let base = try ShapeSample.lines(sample.line)[0]
    var notes = ShapeNotes()
    let whole = try shape.answers(in: base, notes: &notes)
    #expect(!whole.isEmpty && notes.mistakes.isEmpty && notes.omissions.isEmpty)
    let all = Self.mutations(of: base.value)
    #expect(all.count > 40)
    for case .object(let members) in all {
      let record = Record(place: base.place, members: members)
      _ = type.fit([record], of: .lines)
      var notes = ShapeNotes()
      do {
        for answer in try shape.answers(in: record, notes: &notes) {
          let parts = [answer.person, answer.query, answer.response]
          let isFilled = parts.allSatisfy { part in part.contains { !$0.isWhitespace } }
          #expect(isFilled, "\(record.value.text) gives \(answer)")
          #expect(!parts.contains { $0.utf8.contains(0) }, "\(record.value.text)")
          if let options = answer.options {
            #expect(options.contains(answer.response), "\(record.value.text)")
            #expect(SurveyQuestion(query: answer.query).options.map(\.letter) == options)
          }
        }
      } catch {
        #expect(error.description.count > 8, "\(record.value.text)")
      }
      #expect(notes.mistakes.allSatisfy { $0.description.count > 8 })
    }
  }

  @Test(arguments: samples.map(\.name))
  func aFieldThatIsNeededIsNamed(name: String) throws {
    let sample = try #require(Self.samples.first { $0.name == name })
    let type = try #require(KnownShapes.named(name))
    let shape = try type.init(companions: try Self.companions())
    let base = try ShapeSample.lines(sample.line)[0]
    for field in sample.required {
      for replacement in [nil, JSONValue.string(""), .object([])] {
        let members = base.members.compactMap { member in
          guard member.key == field else { return member }
          return replacement.map { JSONValue.Member(key: field, value: $0) }
        }
        do {
          let answers = try shape.answers(in: Record(place: base.place, members: members))
          Issue.record("\(name) without \(field) gives \(answers)")
        } catch {
          let known = type.knownBy + field
          #expect(
            error.description.contains(field) || known.contains(error.column ?? "?"),
            "\(field): \(error.description)")
        }
      }
    }
  }
}
