internal import Evaluation
internal import Presentation
internal import RPM
internal import Workbench

/// Asks somebody at the terminal which of two rationales is better, pair by pair.
struct RatingDialog {
  private let context: CommandContext
  private let pairs: [RationalePair]
  private let users: [User]
  private let places: [BlindOrder.Place]
  private let shelf: RatingShelf
  private var lines: InputLines

  /// - Parameters:
  ///   - pairs: all pairs; those that were rated before are not asked about.
  ///   - shelf: where each rating is kept as it comes.
  init(
    _ pairs: [RationalePair], order: BlindOrder, users: [User], shelf: RatingShelf,
    _ context: CommandContext
  ) {
    self.context = context
    self.pairs = pairs
    self.users = users
    self.shelf = shelf
    let rated = Set(shelf.kept(of: pairs, by: .person).map(\.pair))
    places = order.places.filter { !rated.contains(pairs[$0.pair].key) }
    lines = InputLines(context.input)
  }

  /// What ended a pair.
  private enum End {
    case rated, skipped, back, stopped
  }

  /// Asks until all are rated or somebody stops.
  mutating func run() async throws {
    guard !places.isEmpty else { return }
    let before = pairs.count - places.count
    if before > 0 { context.note("\(before) of \(pairs.count) pairs were rated before") }
    try context.diagnostics.text(RatingReply.keys)
    var next = 0
    while places.indices.contains(next) {
      switch try await rate(places[next], number: before + next + 1) {
      case .rated, .skipped: next += 1
      case .back: next = max(0, next - 1)
      case .stopped: return
      }
    }
  }

  private mutating func rate(_ place: BlindOrder.Place, number: Int) async throws -> End {
    let pair = pairs[place.pair]
    let sheet = BlindSheet(pair, of: users[pair.place], isTurned: place.isTurned)
    try context.diagnostics.text(
      ["", "--- \(number) of \(pairs.count)"] + BlindSheetText(sheet).lines)
    var choices: [RatingQuestion: Preference] = [:]
    var reasons: [String] = []
    var open = RatingQuestion.allCases
    while let question = open.first {
      switch try await reply(to: question) {
      case .choice(let preference, let why):
        choices[question] = preference
        if !why.isEmpty { reasons.append(why) }
        open.removeFirst()
      case .help: try context.diagnostics.text(RatingReply.keys)
      case .back where choices.isEmpty: return .back
      case .back: (open, choices, reasons) = (RatingQuestion.allCases, [:], [])
      case .skip: return .skipped
      case .quit: return .stopped
      }
    }
    try shelf.keep(
      Rating(
        of: pair, isTurned: place.isTurned, choices: choices,
        why: reasons.joined(separator: "; ")), of: pair)
    try context.diagnostics.text([
      "lengths: left \(sheet.left.count), right \(sheet.right.count) characters"
    ])
    return .rated
  }

  private mutating func reply(to question: RatingQuestion) async throws -> RatingReply {
    try context.diagnostics.raw("Which is \(question.words)? [l/r/e/b, u, s, q, ?] ")
    guard let line = try await lines.next() else {
      try context.diagnostics.raw("\n")
      return .quit
    }
    return RatingReply(line)
  }
}
