internal import ChatModel
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// Takes results of batches into a library, many in one transaction.
struct BatchImport {
  let library: Library
  let prices: PriceTable
  var document = BatchImportDocument()

  private var results: [BatchResult] = []
  private var keys: Set<String> = []
  /// For whom something came, with where their requests were written.
  private var touched: [Library.UserID: WaitingLine] = [:]

  /// Each transaction waits for the disk once; with so many results that no longer counts.
  private static let mostAtOnce = 256

  init(library: Library, prices: PriceTable) {
    self.library = library
    self.prices = prices
  }

  /// Takes a result. What it changes is on the disk after `finish` at the latest.
  mutating func take(_ result: BatchResult) async throws {
    // What a second result means depends on the first.
    if results.count == Self.mostAtOnce || keys.contains(result.key) { try await settle() }
    results.append(result)
    keys.insert(result.key)
  }

  /// Takes what is left, and finds out what to do next.
  mutating func finish(_ resolution: ModelResolution) async throws {
    try await settle()
    let counts = try await library.waitingCounts()
    document.waiting = counts.values.reduce(0, +)
    var users: [Library.UserID: WaitingLine] = touched
    for id in counts.keys where users[id] == nil {
      users[id] = try await library.waiting(of: id).first { $0.reason == nil }
    }
    document.next = try await commands(for: users, resolution)
  }

  private mutating func settle() async throws {
    defer { (results, keys) = ([], []) }
    guard !results.isEmpty else { return }
    let waiting = try await library.waiting(for: results.map(\.key))
    var settlements: [BatchSettlement] = []
    var counts: [Int] = []
    for result in results {
      let lines = waiting[result.key] ?? []
      settlements += try lines.map { try settlement(of: result, for: $0) }
      counts.append(lines.count)
    }
    let changed = try await library.settle(settlements)
    var start = 0
    for (result, count) in zip(results, counts) {
      let range = start..<start + count
      start += count
      let news = range.filter { changed[$0] }.map { settlements[$0] }
      note(result, news)
      for line in waiting[result.key] ?? [] { touched[line.user] = line }
    }
  }

  private func settlement(
    of result: BatchResult, for line: WaitingLine
  ) throws -> BatchSettlement {
    let price = prices.price(of: line.model.name, at: line.model.version)
    let outcome: BatchSettlement.Outcome
    let usage: Usage?
    switch result.outcome {
    case .reply(let reply):
      let kept = KeptReply(
        batched: reply, stage: line.stage, prompt: line.prompt, model: line.model, price: price)
      outcome = .reply(try JSONEncoder().encode(kept))
      usage = kept.usage
    case .failure(let failure):
      let next = failure.next(
        after: BatchTry(cap: line.cap, cuts: line.cuts, reason: line.reason))
      outcome = .failure(cap: next.cap, cuts: next.cuts, reason: next.reason)
      usage = failure.tokens.map { Usage($0, price: price?.inBatch) }
    }
    return BatchSettlement(
      key: line.key, user: line.user, result: result.digest, outcome: outcome,
      booking: usage.map {
        UsageBooking(stage: line.stage, model: line.model, usage: $0, created: Date())
      })
  }

  /// Counts a result by what it changed.
  private mutating func note(_ result: BatchResult, _ news: [BatchSettlement]) {
    guard let first = news.first else {
      document.unknown += 1
      return
    }
    // Of all who waited it is booked to the first.
    if let booking = first.booking { document.usage += booking.usage }
    guard case .failure(let failure) = result.outcome else {
      document.kept += 1
      return
    }
    let isGivenUp = news.contains { settlement in
      if case .failure(_, _, .some) = settlement.outcome { true } else { false }
    }
    document.addFailure(failure, isGivenUp: isGivenUp)
  }

  /// What to type next: for each model and folder the export that goes on.
  private func commands(
    for users: [Library.UserID: WaitingLine], _ resolution: ModelResolution
  ) async throws -> [String] {
    struct Place: Hashable {
      var model: ModelIdentity
      var folder: String
    }
    var groups: [Place: [UserSummary]] = [:]
    for (id, line) in users {
      let folder = (line.file as NSString).deletingLastPathComponent
      groups[Place(model: line.model, folder: folder), default: []]
        .append(try await library.summary(id))
    }
    return groups.map { place, users in
      "rationale batch export \(Self.words(for: users))\(resolution.words(for: place.model))"
        + " -o \(ShellWord.quoted(place.folder))"
    }.sorted()
  }

  /// The few by name, as they were; many are all.
  private static func words(for users: [UserSummary]) -> String {
    let tasks = Set(users.map(\.task))
    let task = tasks.first.map { tasks.count == 1 ? " --task \(ShellWord.quoted($0))" : "" } ?? ""
    guard users.count <= 3, tasks.count == 1 else { return "--all\(task)" }
    return users.map(\.name).sorted().map { ShellWord.quoted($0) }.joined(separator: " ") + task
  }
}

extension ModelResolution {
  /// The options that mean a model which was asked before, with a space before them.
  func words(for model: ModelIdentity) -> String {
    let name = " --model \(ShellWord.quoted(model.name))"
    if let usual = try? choice(model: model.name, endpoint: nil), usual.identity == model {
      return name
    }
    let known = configured.first { $0.identity(of: model.name) == model }?.name
    return "\(name) --endpoint \(ShellWord.quoted(known ?? model.version))"
  }
}
