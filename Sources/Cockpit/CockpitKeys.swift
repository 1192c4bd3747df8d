internal import Actions
internal import TerminalKit

extension CockpitState {
  /// Takes a key: what lies over the panels first, then the text field that has the focus, then
  /// the panel, then what works everywhere.
  mutating func press(_ key: Key) -> [CockpitEffect] {
    switch key {
    case .resize(let size):
      self.size = size
      return []
    case .hangup: return [.terminal(.quit)]
    case .focusGained, .focusLost: return []
    default: break
    }
    if let effects = pressMouse(key) { return effects }
    let key = key.bindable
    let stroke = pending.map { $0.followed(by: key) } ?? Stroke(key)
    let waited = pending != nil
    pending = nil
    if !overlays.isEmpty { return pressInOverlay(key) }
    let chain = contexts
    switch bindings.meaning(of: stroke, in: chain) {
    case .action(let action): return perform(action)
    case .beginning:
      pending = stroke
      return []
    case .nothing:
      if waited { return complain("Nothing has the keys \(stroke.label).") }
      return type(key)
    }
  }

  /// What is listened to now, the most particular first.
  var contexts: [ActionContext] { place.chain }

  /// The most particular place that keys go to.
  private var place: ActionContext {
    if people.isFiltering || search.isTyping { return .filter }
    if let sheet = sheets.shown, focus != .ask { return sheet.context }
    return switch focus {
    case .users: .users
    case .person:
      switch personView.tab {
      case .factors: .factors
      case .history: .history
      case .tests: .tests
      case .asks: .asks
      }
    case .path: .path
    case .examples: .examples
    case .ask: .prompt
    }
  }

  // MARK: Text fields

  /// A key that is no action goes into the text field that has the focus.
  private mutating func type(_ key: Key) -> [CockpitEffect] {
    if search.isTyping { return typeInSearch(key) }
    if people.isFiltering { return typeInFilter(key) }
    if focus == .ask { prompt.type(key, takesOptions: takesOptions) }
    return []
  }
}
