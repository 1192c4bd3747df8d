internal import Testing

@testable internal import Intake

@Suite struct ChatShapesTests {
  @Test func chatsWithModels() throws {
    let records = try ShapeSample.lines(
      #"""
      {"user": "ida", "id": "c1", "messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hello! What shall we cook?"}, {"role": "user", "content": "Soup."}, {"role": "user", "content": [{"type": "text", "text": "With leek."}, {"type": "image_url"}]}, {"role": "assistant", "content": null, "tool_calls": []}, {"role": "tool", "content": "{}"}, {"role": "assistant", "content": "Leek it is. Bread too?"}, {"role": "user", "content": "No.", "timestamp": 1700000000}], "date": "2024-01-02"}
      {"id": "s7", "conversations": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Yes?"}, {"from": "human", "value": "Bye"}]}
      """#)
    #expect(KnownShapes.best(for: records, of: .lines)?.shape == Chats.self)
    let (answers, notes) = try ShapeSample.read(Chats.self, records)
    #expect(answers.map(\.person) == ["ida", "ida", "s7"])
    #expect(
      answers.map(\.query) == ["Hello! What shall we cook?", "Leek it is. Bread too?", "Yes?"])
    #expect(answers.map(\.response) == ["Soup.\nWith leek.", "No.", "Bye"])
    #expect(answers.map(\.date) == ["2024-01-02", "1700000000", nil])
    #expect(answers[0].extra == [JSONValue.Member(key: "id", value: .string("c1"))])
    #expect(notes.omissions.map(\.count) == [2])
  }

  @Test func whoSpeaksIsThePerson() throws {
    let records = try ShapeSample.lines(
      #"""
      {"messages": [{"speaker": "Ida", "text": "Tea?"}, {"speaker": "Bo", "text": "Please."}, {"speaker": "Kit", "text": "Me too."}, {"speaker": "Ida", "text": "Two then."}, {"role": "user", "name": "Bo", "content": "Thanks."}]}
      """#)
    #expect(KnownShapes.best(for: records, of: .lines)?.shape == Chats.self)
    let (answers, _) = try ShapeSample.read(Chats.self, records)
    #expect(answers.map(\.person) == ["Bo", "Kit", "Ida", "Bo"])
    #expect(
      answers.map(\.query) == [
        "Tea?", "Ida: Tea?\nBo: Please.", "Bo: Please.\nKit: Me too.",
        "Kit: Me too.\nIda: Two then.",
      ])
  }

  @Test func chatsWrittenAsTextAndWithoutANumber() throws {
    let records = try ShapeSample.lines(
      #"{"messages": "[{'role': 'assistant', 'content': 'Tea?'}, {'role': 'user', 'content': 'No'}]"}"#
    )
    let (answers, _) = try ShapeSample.read(Chats.self, records)
    #expect(answers.map(\.person) == ["chat 1"] && answers.map(\.response) == ["No"])
  }

  @Test func chatsThatAFileNames() throws {
    let records = try ShapeSample.lines(
      #"""
      {"ctx 7": [{"role": "assistant", "content": "Tea?"}, {"role": "user", "content": "No"}]}
      {"metadata": {"persona_id": 4}, "chat_history": [{"role": "assistant", "content": "Tea?"}, {"role": "user", "content": "Yes"}]}
      """#)
    #expect(KnownShapes.best(for: records, of: .lines)?.shape == Chats.self)
    let (answers, _) = try ShapeSample.read(Chats.self, records)
    #expect(answers.map(\.person) == ["ctx 7", "4"] && answers.map(\.response) == ["No", "Yes"])
  }

  @Test func nearMissesOfChats() throws {
    for (line, told) in [
      (#"{"messages": "none"}"#, "messages is a text, not a list"),
      (#"{"messages": ["a"]}"#, "messages[0] is a text, not an object"),
      (#"{"messages": [{"content": "a"}]}"#, "messages[0].role is missing"),
      (#"{"messages": [{"role": "", "content": "a"}]}"#, "messages[0].role is empty"),
      (#"{"messages": [{"role": "user"}]}"#, "messages[0].content is missing"),
      (
        #"{"messages": [{"role": "user", "content": {"a": 1}}]}"#,
        "messages[0].content is an object"
      ),
      (#"{"chat": 4}"#, "chat is a number, not a list"),
      (#"{"x": 4}"#, "messages is missing"),
    ] {
      let mistake = try ShapeSample.mistake(Chats.self, line)
      #expect(mistake?.description.hasPrefix(told) == true, "\(mistake?.description ?? "")")
    }
  }

  @Test func prismConversations() throws {
    let records = try ShapeSample.lines(
      #"""
      {"conversation_id": "c0", "user_id": "user0", "conversation_type": "unguided", "opening_prompt": "Is it late?", "conversation_turns": 3, "conversation_history": [{"turn": 0, "role": "user", "content": "Is it late?"}, {"turn": 0, "role": "model", "content": "It is.\nSleep.", "model_name": "m", "score": 20, "if_chosen": false, "within_turn_id": 0}, {"turn": 0, "role": "model", "content": "No.", "score": 80, "if_chosen": true, "within_turn_id": 1}, {"turn": 1, "role": "user", "content": "Sure?"}, {"turn": 1, "role": "model", "content": "Yes.", "score": 5, "if_chosen": true}, {"turn": 2, "role": "user", "content": "Why?"}, {"turn": 2, "role": "model", "content": "a", "if_chosen": false}, {"turn": 2, "role": "model", "content": "b", "if_chosen": false}], "generated_datetime": "2023-11-22 10:00:00"}
      """#)
    #expect(KnownShapes.best(for: records, of: .lines)?.shape == Prism.self)
    let (answers, notes) = try ShapeSample.read(Prism.self, records)
    #expect(answers.map(\.query) == ["Is it late?\nA. It is. Sleep.\nB. No."])
    #expect(answers.map(\.response) == ["B"] && answers[0].person == "user0")
    #expect(answers[0].date == "2023-11-22 10:00:00" && answers[0].options == ["A", "B"])
    #expect(
      answers[0].extra.map(\.key) == [
        "conversation_id", "conversation_type", "conversation_turns", "turn",
      ])
    #expect(notes.omissions.map(\.count) == [1, 1])
    for (line, told) in [
      (#"{"user_id": "u", "conversation_history": {}}"#, "conversation_history is an object"),
      (#"{"user_id": "u", "conversation_history": [1]}"#, "conversation_history[0] is a number"),
      (
        #"{"user_id": "u", "conversation_history": [{"role": "user", "content": ""}]}"#,
        "conversation_history[0].content is empty"
      ),
      (
        #"{"user_id": "u", "conversation_history": [{"content": "a"}]}"#,
        "conversation_history[0].role is missing"
      ),
      (#"{"user": "u", "conversation_history": []}"#, "user_id is missing"),
    ] {
      let mistake = try ShapeSample.mistake(Prism.self, line)
      #expect(mistake?.description.hasPrefix(told) == true, "\(mistake?.description ?? "")")
    }
  }

  @Test func prismUtterancesAndSurvey() throws {
    let scores = try ShapeSample.lines(
      #"{"utterance_id": "u0", "interaction_id": "i0", "conversation_id": "c0", "user_id": "user0", "turn": 0, "user_prompt": "Late?", "model_response": "No.", "score": 80.0, "if_chosen": true}"#
    )
    #expect(KnownShapes.best(for: scores, of: .lines)?.shape == PrismUtterances.self)
    let (answers, _) = try ShapeSample.read(PrismUtterances.self, scores)
    #expect(answers[0].query == "Late?\n\nNo." && answers[0].response == "80")
    let bad = #"{"user_id": "u", "user_prompt": "a", "model_response": "b", "score": "high"}"#
    #expect(try ShapeSample.mistake(PrismUtterances.self, bad)?.column == "score")

    let survey = try ShapeSample.lines(
      #"{"user_id": "user0", "survey_only": false, "self_description": "I bake.", "lm_familiarity": "Somewhat", "stated_prefs": {"values": 50, "fluency": 81.0, "safety": null, "other": 3, "other_text": "wit"}, "generated_datetime": "2023-11-22"}"#
    )
    #expect(KnownShapes.best(for: survey, of: .lines)?.shape == PrismSurvey.self)
    let (prefs, notes) = try ShapeSample.read(PrismSurvey.self, survey)
    #expect(prefs.map(\.query) == ["values", "fluency"] && prefs.map(\.response) == ["50", "81"])
    #expect(notes.omissions.map(\.count) == [1])
    let odd = #"{"user_id": "u", "stated_prefs": {"values": ["a"]}}"#
    #expect(try ShapeSample.mistake(PrismSurvey.self, odd)?.column == "stated_prefs.values")
  }

  @Test func personaMem() throws {
    let records = try ShapeSample.lines(
      #"""
      {"persona_id": 3, "question_id": "q1", "topic": "food", "user_question_or_message": "What shall I bake?", "correct_answer": "(b)", "all_options": "['(a) Rye bread.', \"(b) Oat bread,\\nas you can't eat rye.\"]"}
      {"persona_id": 3, "user_query": "{'role': 'user', 'content': 'A walk?'}", "correct_answer": "By the sea.", "incorrect_answers": "[\"Uphill.\", \"At night.\"]", "pref_type": "new"}
      """#)
    #expect(KnownShapes.best(for: records, of: .lines)?.shape == PersonaMem.self)
    let (answers, _) = try ShapeSample.read(PersonaMem.self, records)
    #expect(
      answers.map(\.query) == [
        "What shall I bake?\nA. Rye bread.\nB. Oat bread, as you can't eat rye.",
        "A walk?\nA. At night.\nB. By the sea.\nC. Uphill.",
      ])
    #expect(answers.map(\.response) == ["B", "B"] && answers.map(\.person) == ["3", "3"])
    #expect(answers[0].extra.map(\.key) == ["question_id", "topic"])
    for (line, told) in [
      (
        #"{"persona_id": 1, "user_query": "a", "correct_answer": "(e)", "all_options": ["(a) b", "(b) c"]}"#,
        "correct_answer names none of all_options"
      ),
      (
        #"{"persona_id": 1, "user_query": "a", "correct_answer": "c", "incorrect_answers": "none"}"#,
        "incorrect_answers is a text, not a list"
      ),
      (
        #"{"persona_id": 1, "user_query": "a", "correct_answer": "c", "incorrect_answers": [2, {}]}"#,
        "incorrect_answers[1] is an object"
      ),
      (
        #"{"persona_id": 1, "user_query": "", "correct_answer": "c", "incorrect_answers": ["b"]}"#,
        "user_query is empty"
      ),
      (
        #"{"persona_id": 1, "user_query": "a", "correct_answer": "c", "incorrect_answers": []}"#,
        "incorrect_answers cannot be printed"
      ),
    ] {
      let mistake = try ShapeSample.mistake(PersonaMem.self, line)
      #expect(mistake?.description.hasPrefix(told) == true, "\(mistake?.description ?? "")")
    }
  }
}
