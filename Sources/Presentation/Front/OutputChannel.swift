internal import Foundation
internal import TerminalKit
internal import Workbench

/// A stream that results or notes go to.
package struct OutputChannel: Sendable {
  /// Whether somebody is reading it on a terminal.
  package var isTerminal: Bool
  /// Columns that text is wrapped at, at most 100.
  package var width: Int
  /// Whether lines are kept whole off a terminal, so that one message is one line for `grep`.
  package var keepsLines = false
  private let write: @Sendable (String) throws -> Void

  /// The widest a line of text gets, so that it can be read.
  package static let readingWidth = 100

  package init(isTerminal: Bool, width: Int, write: @escaping @Sendable (String) throws -> Void) {
    self.isTerminal = isTerminal
    self.width = max(20, min(width, Self.readingWidth))
    self.write = write
  }

  /// Writes a text as it is: only for what is safe on a terminal already.
  ///
  /// - Throws: `ClosedPipe` when nobody reads any more, `CommandFailure` when it cannot be written.
  package func raw(_ text: String) throws {
    try write(text)
  }

  /// Writes lines for a person: hostile characters made visible, wrapped at the width.
  package func text(_ lines: [String]) throws {
    var text = ""
    for line in lines {
      for part in wrapped(line) {
        text += part
        text += "\n"
      }
    }
    try write(text)
  }

  private func wrapped(_ line: String) -> [String] {
    keepsLines && !isTerminal ? [Sanitizer.clean(line)] : Paragraph.wrap(line, width: width)
  }

  /// Writes a table. It is cut to the width on a terminal only: what a program reads stays whole.
  package func table(_ table: AlignedTable) throws {
    let lines = table.lines(width: isTerminal ? width : nil)
    try write(lines.map { $0 + "\n" }.joined())
  }

  /// Writes a JSON value and ends the line.
  ///
  /// - Parameter isLine: on one line, for lists that come one value a line.
  package func json(_ value: some Encodable, isLine: Bool = false) throws {
    try write(try JSONText.encode(value, isLine: isLine) + "\n")
  }

  package static var standardOutput: OutputChannel { channel(STDOUT_FILENO, name: "the output") }

  package static var standardError: OutputChannel {
    var channel = channel(STDERR_FILENO, name: "the diagnostics")
    channel.keepsLines = true
    return channel
  }

  private static func channel(_ descriptor: Int32, name: String) -> OutputChannel {
    let isTerminal = isatty(descriptor) == 1
    return OutputChannel(
      isTerminal: isTerminal, width: isTerminal ? columns(of: descriptor) : readingWidth
    ) { text in
      try DescriptorWriter.write(text, to: descriptor, name: name)
    }
  }

  private static func columns(of descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}

/// Nobody reads the output any more, as with `| head`.
package struct ClosedPipe: Error {}
