internal import Foundation
internal import Testing

@testable import ChatModel

@Suite struct RetryPolicyTests {
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  private func wait(_ headers: [String: String], status: Int = 429, message: String = "") -> Double?
  {
    RetryPolicy.askedWait(headers, status: status, message: message, now: now)
  }

  @Test func allFormsOfRetryAfter() {
    #expect(wait(["retry-after": "7"]) == 7)
    #expect(wait(["retry-after": " 1.5 "]) == 1.5)
    #expect(wait(["retry-after": "0"]) == 0)
    #expect(wait(["retry-after-ms": "250", "retry-after": "7"]) == 0.25)
    #expect(wait(["retry-after": "Tue, 14 Nov 2023 22:13:30 GMT"]) == 10)
    #expect(wait(["retry-after": "Tuesday, 14-Nov-23 22:13:30 GMT"]) == 10)
    #expect(wait(["retry-after": "Tue Nov 14 22:13:30 2023"]) == 10)
    #expect(wait(["retry-after": "Tue, 14 Nov 2023 22:13:00 GMT"]) == 0)
    #expect(wait(["retry-after": "3"], status: 503) == 3)
  }

  @Test(arguments: ["soon", "-3", "nan", "inf", "", "99 Nov"])
  func whatIsNoWait(_ text: String) {
    #expect(wait(["retry-after": text]) == nil)
  }

  @Test func resetsOfLimits() {
    #expect(wait(["x-ratelimit-reset-requests": "1s"]) == 1)
    #expect(wait(["x-ratelimit-reset-tokens": "6m0s"]) == 360)
    #expect(wait(["x-ratelimit-reset-requests": "20ms"]) == 0.02)
    #expect(wait(["x-ratelimit-reset": "30"]) == 30)
    #expect(wait(["x-ratelimit-reset": "1700000012"]) == 12)
    #expect(wait(["x-ratelimit-reset": "1700000012000"]) == 12)
    #expect(
      wait([
        "x-ratelimit-reset-requests": "2s", "x-ratelimit-remaining-requests": "0",
        "x-ratelimit-reset-tokens": "50s", "x-ratelimit-remaining-tokens": "900",
      ]) == 2)
    #expect(wait(["x-ratelimit-reset": "30"], status: 500) == nil)
    #expect(wait(["x-ratelimit-reset": "later"]) == nil)
  }

  @Test func waitsInWords() {
    #expect(wait([:], message: "Rate limit reached. Please try again in 1.5s.") == 1.5)
    #expect(wait([:], message: "Please retry in 2m10s") == 130)
    #expect(wait([:], message: "Please try again in a while") == nil)
  }

  @Test(
    arguments: [
      (["retry-after": "1e30"], ""), (["retry-after-ms": "1e300"], ""),
      (["x-ratelimit-reset": "1e300"], ""),
      (["x-ratelimit-reset": String(repeating: "9", count: 400) + "h"], ""),
      ([:], "Please try again in 99999999999999999999h"),
      ([:], "try again in " + String(repeating: "9", count: 400) + "h"),
    ] as [([String: String], String)])
  func absurdWaitsAreBoundedAndTold(_ headers: [String: String], _ message: String) async throws {
    let asked = try #require(wait(headers, message: message))
    #expect(asked <= 1e9 && asked > 120)
    let fixture = try ClientFixture { _ in
      [.answer(429, #"{"error":{"message":"\#(message)"}}"#, headers: headers)]
    }
    let error = await fixture.failure()
    #expect(error?.kind == .rateLimited)
    #expect(error?.description.contains("asks to wait more than 100 days") == true)
    #expect(fixture.server.requests.count == 1)
  }

  @Test func spansOfTime() {
    #expect(
      ["90s", "10m", "1h", "1h30m", "45", " 2.5 ", "1d"].map(DurationText.limit) == [
        90, 600, 3600, 5400, 45, 2.5, 86_400,
      ])
    for text in ["", "soon", "0", "-5", "25h", "1e300", "nan", "10 parsecs"] {
      #expect(DurationText.limit(text) == nil, "\(text)")
    }
    #expect(
      [0.4, 90, 1200, 7200, 1e30].map(DurationText.text) == ["1s", "90s", "20m", "2h", "24h"])
  }

  @Test func waitsGrowAndAreSpread() {
    let policy = RetryPolicy()
    #expect(
      (0..<6).map { policy.backoff(retry: $0, isLoading: false, chance: 0) } == [
        0.5, 1, 2, 4, 8, 8,
      ])
    #expect(policy.backoff(retry: 2, isLoading: false, chance: 1) == 1.5)
    #expect(policy.backoff(retry: 60, isLoading: false, chance: 0) == 8)
    #expect(policy.backoff(retry: 0, isLoading: true, chance: 0) == 2)
  }
}
