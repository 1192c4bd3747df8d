/// Where effects come from and what comes of them goes: the screen, or a test in its place.
@MainActor
protocol CockpitScreen: AnyObject {
  /// What is shown now.
  var state: CockpitState { get }

  /// Takes what happened.
  func handle(_ event: CockpitEvent)

  /// Does what is wanted of the terminal.
  func perform(_ effect: TerminalEffect)
}
