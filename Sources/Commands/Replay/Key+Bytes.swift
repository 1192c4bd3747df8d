internal import TerminalKit

extension Key {
  /// What xterm sends for the key; `nil` for news of the terminal, which are no keys.
  var bytes: [UInt8]? {
    switch self {
    case .text(let character): Array(String(character).utf8)
    case .paste(let text):
      // A paste cannot hold its own end.
      Array("\u{1B}[200~\(text.filter { $0 != "\u{1B}" })\u{1B}[201~".utf8)
    case .alt(let character): [0x1B] + Array(String(character).utf8)
    case .ctrl(let character): character.asciiValue.map { [$0 & 0x1F] }
    case .function(let number): Self.functions[number].map { Array($0.utf8) }
    case .mouse, .focusGained, .focusLost, .resize, .hangup, .wheelUp, .wheelDown: nil
    default: Self.sequences[self].map { Array($0.utf8) }
    }
  }

  private static let sequences: [Key: String] = [
    .enter: "\r", .altEnter: "\u{1B}\r", .tab: "\t", .backtab: "\u{1B}[Z", .escape: "\u{1B}",
    .backspace: "\u{7F}", .delete: "\u{1B}[3~", .insert: "\u{1B}[2~", .up: "\u{1B}OA",
    .down: "\u{1B}OB", .right: "\u{1B}OC", .left: "\u{1B}OD", .home: "\u{1B}OH", .end: "\u{1B}OF",
    .wordLeft: "\u{1B}[1;5D", .wordRight: "\u{1B}[1;5C", .pageUp: "\u{1B}[5~",
    .pageDown: "\u{1B}[6~",
  ]

  private static let functions: [Int: String] = [
    1: "\u{1B}OP", 2: "\u{1B}OQ", 3: "\u{1B}OR", 4: "\u{1B}OS", 5: "\u{1B}[15~", 6: "\u{1B}[17~",
    7: "\u{1B}[18~", 8: "\u{1B}[19~", 9: "\u{1B}[20~", 10: "\u{1B}[21~", 11: "\u{1B}[23~",
    12: "\u{1B}[24~",
  ]
}
