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
