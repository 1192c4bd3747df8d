internal import Synchronization
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct StreamedTextTests {
  private final class Pad: Sendable {
    let text = Mutex("")
  }

  private func shown(_ pieces: [String], isTerminal: Bool = true) -> String {
    let pad = Pad()
    let channel = OutputChannel(isTerminal: isTerminal, width: 80) { more in
      pad.text.withLock { $0 += more }
    }
    let text = StreamedText(channel: channel)
    for piece in pieces { text.show(piece) }
    text.end()
    return pad.text.withLock { $0 }
  }

  @Test func itEndsItsLine() {
    #expect(shown(["a ", "b"]) == "a b\n")
    #expect(shown(["a\n"]) == "a\n")
    #expect(shown([]).isEmpty)
    #expect(shown(["a"], isTerminal: false).isEmpty)
  }

  @Test func noControlCharacterPassesWhereverThePiecesAreCut() {
    let hostile = "\u{1B}[2J\u{9B}31m\u{202E}\r\u{7} \u{1B}]0;x\u{7}"
    for pieces in [[hostile], hostile.unicodeScalars.map { String($0) }] {
      let obeyed = shown(pieces).unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F ~= $0.value) || $0.value == 0x202E
      }
      #expect(obeyed.isEmpty)
    }
  }
}
