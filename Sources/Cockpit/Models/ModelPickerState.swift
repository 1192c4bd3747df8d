internal import RPM
internal import TerminalKit
internal import Workbench

/// The list of models to choose from: the built-in one and what each endpoint offers.
///
/// What is typed filters; a typed name that no endpoint lists can be chosen all the same, since
/// not every server tells what it has.
struct ModelPickerState: Sendable {
  /// What an endpoint offers.
  enum Listing: Hashable, Sendable {
    case waiting
    /// It was found on this machine and not asked yet; what is known of it.
    case found(String)
    case known([String])
    /// Why it cannot be told, and the way out.
    case failed(String)
  }

  /// An endpoint.
  struct Source: Hashable, Sendable {
    var endpoint: EndpointChoice
    /// The model that the config names for it.
    var usual: String?
    var listing = Listing.waiting
  }

  /// What a connection check found.
  struct Check: Hashable, Sendable {
    var choice: ModelChoice
    /// What was found so far.
    var findings: [Overlay.ReaderLine] = []
    var isDone = false
    /// The first line in view.
    var top = 0
  }

  /// What becomes known while the list is open.
  enum News: Sendable {
    case sources([Source])
    case listed(EndpointChoice, Listing)
    case found(ModelChoice, Overlay.ReaderLine)
    case checked(ModelChoice)
    /// Nothing can be listed; why.
    case failed(String)
  }

  /// `nil` until they were read.
  private(set) var sources: [Source]?
  private(set) var trouble: String?
  private(set) var check: Check?
  private(set) var filter = LineEditor(allowsNewlines: false)
  private(set) var list: ListState<ModelChoice>
  /// The choices that the filter lets through. One whose model has no name stands for a server that
  /// was found: choosing it asks what it has.
  private(set) var shown: [ModelChoice] = []

  /// The model to stand under the cursor as soon as it is listed, until somebody moves it.
  private var wanted: ModelChoice?

  /// Creates a list with the model that is used now under the cursor.
  init(current: ModelChoice) {
    list = ListState()
    wanted = current
    refilter()
  }

  /// Whether something is waited for.
  var isWaiting: Bool {
    (sources == nil && trouble == nil) || sources?.contains { $0.listing == .waiting } == true
      || check?.isDone == false
  }

  /// The rows of the list were others; a screen is small.
  static let page = 8

  // MARK: News

  /// Takes in what became known.
  mutating func take(_ news: News) {
    switch news {
    case .sources(let sources): self.sources = sources
    case .listed(let endpoint, let listing):
      guard let index = sources?.firstIndex(where: { $0.endpoint == endpoint }) else { return }
      sources?[index].listing = listing
    case .found(let choice, let finding):
      if check?.choice == choice { check?.findings.append(finding) }
      return
    case .checked(let choice):
      if check?.choice == choice { check?.isDone = true }
      return
    case .failed(let reason): trouble = reason
    }
    refilter()
  }

  // MARK: Keys

  /// What a key asks for beyond the list itself.
  enum Outcome: Hashable, Sendable {
    case nothing
    case choose(ModelChoice)
    case check(ModelChoice)
    case reload
    /// What a server that was found has is to be listed.
    case list(EndpointChoice)
    /// The check is not wanted any more.
    case stopCheck
    case close
  }

  /// Takes a key.
  mutating func press(_ key: Key) -> Outcome {
    wanted = nil
    switch key {
    case .enter:
      guard let index = list.index(in: shown) else { return .nothing }
      return ask(shown[index]) ?? .choose(shown[index])
    case .ctrl("t"):
      guard let index = list.index(in: shown), shown[index] != .builtIn else { return .nothing }
      if let asked = ask(shown[index]) { return asked }
      check = Check(choice: shown[index])
      return .check(shown[index])
    case .ctrl("r"):
      (sources, trouble, check) = (nil, nil, nil)
      return .reload
    case .escape, .ctrl("g"), .ctrl("c"): return leave(key)
    case .up, .down, .wheelUp, .wheelDown: _ = list.handle(key, in: shown, height: Self.page)
    case .ctrl("n"): list.move(by: 1, in: shown, height: Self.page)
    case .ctrl("p"): list.move(by: -1, in: shown, height: Self.page)
    case .pageUp, .pageDown:
      let step = key == .pageUp ? -Self.page : Self.page
      guard let top = check?.top else {
        list.move(by: step, in: shown, height: Self.page)
        break
      }
      // Fitted to the lines there are when it is drawn.
      check?.top = min(max(0, top + step), 1000)
    default:
      if filter.handle(key) == .changed { refilter() }
    }
    return .nothing
  }

  /// Asks what a server has that stands in the list itself; `nil` for a model.
  private mutating func ask(_ choice: ModelChoice) -> Outcome? {
    guard case .chat(let endpoint, "") = choice else { return nil }
    take(.listed(endpoint, .waiting))
    return .list(endpoint)
  }

  /// Esc in layers: the check, what was typed, the list.
  private mutating func leave(_ key: Key) -> Outcome {
    if check != nil {
      check = nil
      return .stopCheck
    }
    guard key != .ctrl("g"), !filter.isEmpty else { return .close }
    filter.setText("")
    refilter()
    return .nothing
  }

  // MARK: The list

  private mutating func refilter() {
    let typed = filter.text.trimmingWhitespace()
    let words = typed.lowercased().split(whereSeparator: \.isWhitespace)
    func matches(_ text: String) -> Bool {
      let text = text.lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    var choices: [ModelChoice] = matches(ModelChoice.builtInName) ? [.builtIn] : []
    // Behind all that is known to exist.
    var unlisted: [ModelChoice] = []
    for source in sources ?? [] {
      var names: [String] = []
      if let usual = source.usual { names.append(usual) }
      if case .known(let listed) = source.listing {
        names += listed.filter { $0 != source.usual }
      }
      let fitting = names.filter { matches("\($0) \(source.endpoint.title)") }
      choices += fitting.map { .chat(source.endpoint, model: $0) }
      if case .found(let words) = source.listing, matches("\(words) \(source.endpoint.title)") {
        choices.append(.chat(source.endpoint, model: ""))
      }
      if !typed.isEmpty, words.count == 1, !names.contains(typed) {
        unlisted.append(.chat(source.endpoint, model: typed))
      }
    }
    choices += unlisted
    shown = choices
    // The first hit is what typing is for; without a filter the choice stays.
    if !typed.isEmpty, let first = choices.first {
      list.select(first, in: choices, height: Self.page)
    } else if let wanted, choices.contains(wanted) {
      list.select(wanted, in: choices, height: Self.page)
    } else {
      list.update(choices, height: Self.page)
    }
  }

  /// Whether a choice is only what was typed.
  func isTyped(_ choice: ModelChoice) -> Bool {
    guard case .chat(let endpoint, let model) = choice,
      let source = sources?.first(where: { $0.endpoint == endpoint })
    else { return false }
    if source.usual == model { return false }
    if case .known(let names) = source.listing { return !names.contains(model) }
    return true
  }
}
