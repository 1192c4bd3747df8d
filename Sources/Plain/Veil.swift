internal import Presentation
internal import Synchronization
internal import TerminalKit

/// Whether amounts of money are hidden in all that is written.
final class Veil: Sendable {
  private let state = Atomic(false)

  /// Whether they are.
  var isOn: Bool {
    get { state.load(ordering: .relaxed) }
    set { state.store(newValue, ordering: .relaxed) }
  }

  /// A channel that hides them, and writes ASCII only where that is wanted.
  func channel(over channel: OutputChannel, isASCII: Bool) -> OutputChannel {
    var veiled = OutputChannel(isTerminal: channel.isTerminal, width: channel.width) { text in
      let told = self.isOn ? Spoken.veiled(text) : text
      try channel.raw(isASCII ? Sanitizer.clean(told, glyphs: .ascii) : told)
    }
    veiled.keepsLines = channel.keepsLines
    return veiled
  }
}
