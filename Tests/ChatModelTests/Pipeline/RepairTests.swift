internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct RepairTests {
  @Test func aReplyIsPutRightOnce() async throws {
    let undisturbed = try await Bench().engine.fit(People.titles).value
    let bench = Bench(OracleCaller { call, _ in call.isRepair ? nil : "Well, {\"steps\": 1" })
    let run = bench.engine.fit(People.titles)
    let kinds = await kinds(of: run)
    let model = try await run.value
    #expect(Bench.unpaid(model) == Bench.unpaid(undisturbed))
    let calls = try #require(undisturbed.usage?.calls)
    #expect(model.usage?.calls == 2 * calls)
    let exchanges = kinds.compactMap { kind -> Exchange? in
      if case .exchange(let exchange) = kind { exchange } else { nil }
    }
    #expect(exchanges.count == 2 * calls)
    #expect(
      exchanges.count { $0.problem == "the JSON object breaks off before its end" } == calls)
    #expect(exchanges.filter { $0.problem == nil }.allSatisfy { $0.prompt.role == "repair" })
    let repair = try #require(bench.oracle.all.first { $0.isRepair })
    #expect(repair.request.messages.map(\.role) == [.system, .user, .assistant, .user])
    #expect(repair.request.messages[2].text == "Well, {\"steps\": 1")
    #expect(repair.request.messages[3].text.contains("breaks off before its end"))
    #expect(repair.request.schema != nil)
  }

  @Test func anItemThatStaysWrongFailsAlone() async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        switch call.role {
        case "extract" where call.user.contains("poor sound"): "no"
        case "reason" where call.user.contains("great acting"): "{\"steps\": []}"
        default: nil
        }
      })
    let run = bench.engine.fit(People.stars)
    let kinds = await kinds(of: run)
    let model = try await run.value
    #expect(
      model.memory.entries.map(\.exclusion) == [nil, .pathFailed, .noFeatures, nil, nil, nil])
    let warnings = kinds.compactMap { kind -> String? in
      if case .warning(let text) = kind { text } else { nil }
    }
    #expect(warnings.count == 2)
    #expect(warnings.contains { $0.hasPrefix("history item 3: no features. The model's reply") })
    #expect(warnings.contains { $0.contains("steps: is empty; give 1 to 4 steps") })
    // A repair of either, and for either the second chance at the end of its stage, with its repair,
    // at a temperature that may bring another reply.
    #expect(bench.oracle.all.count { $0.isRepair } == 4)
    let again = bench.oracle.all.filter { $0.request.temperature > 0 }
    #expect(again.count == 4)
    #expect(
      again.allSatisfy { $0.user.contains("poor sound") || $0.user.contains("great acting") })
  }

  @Test func noFeaturesMeansNoneWhenItIsSaidTwice() async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        call.role == "extract" && call.user.contains("poor sound") ? "{\"features\": []}" : nil
      })
    let model = try await bench.engine.fit(People.stars).value
    #expect(model.memory.entries[2].exclusion == .noFeatures)
    #expect(model.statistics.interactions == 6)
    #expect(bench.oracle.all("extract").count == 7)
  }

  @Test func anAnswerIsStreamedAnewWhenItIsPutRight() async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        call.role == "generate" && !call.isRepair
          ? #"{"steps": [{"why": "so it is", "for": "9"}], "answer": "9"}"# : nil
      })
    let model = try await bench.engine.fit(People.stars).value
    let run = bench.engine.ask("great music", of: model, history: People.stars.history)
    let kinds = await kinds(of: run)
    let answer = try await run.value
    var texts = [""]
    for kind in kinds {
      if case .text(let text) = kind { texts[texts.count - 1] += text }
      if kind == .textRestarted { texts.append("") }
    }
    #expect(texts.count == 2)
    #expect(texts.first == "so it is\n\u{2192} 9\nAnswer: 9")
    #expect(texts.last?.hasSuffix("Answer: \(answer.response)") == true)
    #expect(answer.exchanges?.map { $0.problem == nil } == [true, true, false, true])
    #expect(
      answer.exchanges?[2].problem == "answer: \"9\" is none of the labels; write one of: 1, 2, 3")
  }

  @Test func anAnswerThatStaysWrongIsNotGuessed() async throws {
    let bench = Bench(OracleCaller { call, _ in call.role == "generate" ? "A 3, surely." : nil })
    let model = try await bench.engine.fit(People.stars).value
    let run = bench.engine.ask("great music", of: model, history: People.stars.history)
    let error = await #expect(throws: RoleFailure.self) { try await run.value }
    #expect(error?.description.contains("the reply holds no JSON object") == true)
    #expect(error?.reach == .item)
  }

  @Test func aQuestionWithoutOptionsIsRefusedBeforeItIsPaidFor() async throws {
    let bench = Bench()
    let model = try await bench.engine.fit(People.survey).value
    let run = bench.engine.ask("Should taxes rise?", of: model, history: People.survey.history)
    let error = await #expect(throws: RoleFailure.self) { try await run.value }
    #expect(error?.description.contains("prints no options") == true)
    #expect(bench.oracle.all("generate").isEmpty)
  }

  // MARK: The audit

  /// A reply whose sentences hold a figure that nobody counted.
  private static func lie(_ call: OracleCaller.Call) -> String {
    OracleCaller.answer(to: call).replacing("does so", with: "does so in 97 of 98 texts")
  }

  @Test func aComplaintOfTheAuditIsObeyed() async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        guard call.role == "reason", !call.user.contains("A first try") else { return nil }
        return Self.lie(call)
      })
    let model = try await bench.engine.fit(People.stars).value
    #expect(model.memory.entries.allSatisfy { $0.exclusion == nil && $0.audit.isClean })
    let complaints = bench.oracle.all("reason").filter { $0.user.contains("A first try") }
    #expect(!complaints.isEmpty)
    #expect(complaints.allSatisfy { $0.user.contains("97 of 98") })
    // What is the same for all still stands first.
    #expect(Set(bench.oracle.all("reason").map(\.system)).count == 1)
  }

  @Test func aPathThatMisquotesTwiceIsMarked() async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        guard call.role == "reason", call.user.contains("great acting") else { return nil }
        return Self.lie(call)
      })
    let model = try await bench.engine.fit(People.stars).value
    #expect(
      model.memory.entries.map(\.exclusion) == [nil, .auditFailed, nil, nil, nil, nil])
    #expect(model.memory.entries[1].path != nil)
    #expect(bench.oracle.all("reason").count == 7)
  }

  @Test func aPathThatRestsOnNothingIsToldAndRetrievedLast() async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        guard call.role == "reason", call.user.contains("great acting") else { return nil }
        return #"{"steps": [{"features": [], "cite": "none", "why": "who knows", "for": "2"}]}"#
      })
    let model = try await bench.engine.fit(People.stars).value
    let entry = model.memory.entries[1]
    #expect(entry.exclusion == nil && entry.audit.isClean)
    #expect(entry.audit.grounding == Ratio(0, of: 1))
    #expect(model.memory.entries.count { $0.audit.isUngrounded } == 1)
    // Its text is the nearest, and it still comes last.
    let ranked = Retrieval.rank(
      key: entry.key, memory: model.memory, history: People.stars.history, query: "other",
      limit: 6, groundedFirst: true)
    #expect(ranked.map(\.interaction).last == 1)
    #expect(ranked.count == 6)
  }

  // MARK: Failures of the server

  @Test func aFailureThatEveryCallWouldMeetEndsTheRun() async throws {
    let bench = Bench(
      OracleCaller { _, number in
        if number > 2 { throw ChatError(.outOfMoney, "The account is empty.") }
        return nil
      }, settings: ChatModelSettings(concurrency: 1))
    let run = bench.engine.fit(People.stars)
    let error = await #expect(throws: RoleFailure.self) { try await run.value }
    #expect(error?.reach == .refused)
    #expect(bench.oracle.all.count == 3)
  }

  @Test func aRefusedItemCostsOnlyItself() async throws {
    let bench = Bench(
      OracleCaller { call, _ in
        if call.role == "extract", call.user.contains("poor sound") {
          throw ChatError(.refused, "The model declined.")
        }
        return nil
      })
    let run = bench.engine.fit(People.stars)
    let kinds = await kinds(of: run)
    let model = try await run.value
    #expect(model.memory.entries.count { $0.exclusion != nil } == 1)
    // What was sent is reported all the same, each time it was asked, and costs nothing.
    let failed = kinds.compactMap { kind -> Exchange? in
      if case .exchange(let exchange) = kind, exchange.problem != nil { exchange } else { nil }
    }
    #expect(failed.map(\.problem) == ["The model declined.", "The model declined."])
    #expect(failed.allSatisfy { $0.usage.isEmpty && $0.messages.count == 2 })
    #expect(model.usage?.calls == bench.oracle.paid.count)
  }
}
