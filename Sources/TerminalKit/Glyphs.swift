/// The two sets of characters a frame is drawn with.
public enum Glyphs: Sendable, Hashable, CaseIterable {
  /// Box drawing and block elements.
  case unicode
  /// Nothing outside ASCII, for locales that are not UTF-8.
  case ascii

  /// A horizontal border.
  public var horizontal: Character { self == .unicode ? "─" : "-" }
  /// A vertical border, also the axis of a diverging bar.
  public var vertical: Character { self == .unicode ? "│" : "|" }
  /// The four corners: top left, top right, bottom left, bottom right.
  public var corners: (Character, Character, Character, Character) {
    self == .unicode ? ("┌", "┐", "└", "┘") : ("+", "+", "+", "+")
  }
  /// What a truncated text ends with.
  public var ellipsis: Character { self == .unicode ? "…" : "~" }
  /// The mark of the chosen row.
  public var pointer: Character { self == .unicode ? "▸" : ">" }
  /// The mark of an opened branch.
  public var opened: Character { self == .unicode ? "▾" : "v" }
  /// The mark in front of an input line.
  public var prompt: Character { self == .unicode ? "›" : ">" }
  /// Something that holds.
  public var check: Character { self == .unicode ? "✓" : "y" }
  /// Something that does not hold.
  public var cross: Character { self == .unicode ? "✗" : "!" }
  /// A full cell, also the thumb of a scroll bar.
  public var full: Character { self == .unicode ? "█" : "#" }
  /// The empty part of a meter.
  public var track: Character { self == .unicode ? "░" : "." }
  /// From nothing to full in eight steps upwards.
  public var levels: [Character] {
    self == .unicode
      ? ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : [".", ".", "-", "-", "+", "+", "#", "#"]
  }
  /// From one eighth to seven eighths of a cell, growing from the left.
  public var eighths: [Character] {
    self == .unicode
      ? ["▏", "▎", "▍", "▌", "▋", "▊", "▉"] : [" ", " ", "=", "=", "=", "=", "#"]
  }
  /// The pictures of something at work, one after the other.
  public var spinner: [Character] {
    self == .unicode ? ["▖", "▘", "▝", "▗"] : ["|", "/", "-", "\\"]
  }

  /// An ASCII character for a common sign outside ASCII; `?` where there is none.
  static func ascii(for cluster: Character) -> Character {
    if cluster.isASCII { return cluster }
    return table[cluster] ?? "?"
  }

  private static let table: [Character: Character] = [
    "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+",
    "┴": "+", "┼": "+", "━": "-", "┃": "|", "…": "~", "▸": ">", "▶": ">", "▾": "v", "▼": "v",
    "◂": "<", "◀": "<", "▴": "^", "▲": "^", "›": ">", "‹": "<", "»": ">", "«": "<", "✓": "y",
    "✔": "y", "✗": "!", "✘": "!", "█": "#", "░": ".", "▒": ":", "▓": "#", "▁": ".", "▂": ".",
    "▃": "-", "▄": "-", "▅": "+", "▆": "+", "▇": "#", "▏": " ", "▎": " ", "▍": "=", "▌": "=",
    "▋": "=", "▊": "=", "▉": "#", "▐": "=", "●": "*", "○": "o", "◐": "~", "•": "*", "·": ".",
    "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": "\"", "”": "\"", "„": "\"", "→": ">",
    "←": "<", "↑": "^", "↓": "v", "⇒": "=", "×": "x", "÷": "/", "≈": "~", "±": "~", "°": "o",
    "▖": ".", "▘": "'", "▝": "'", "▗": ".", "␛": "^", "⏎": "/", "\u{A0}": " ", "¬": "!",
    "Δ": "d", "µ": "u", "€": "E", "£": "L", "é": "e", "è": "e", "ê": "e", "ë": "e", "á": "a",
    "à": "a", "â": "a", "ä": "a", "å": "a", "ã": "a", "í": "i", "ì": "i", "î": "i", "ï": "i",
    "ó": "o", "ò": "o", "ô": "o", "ö": "o", "õ": "o", "ø": "o", "ú": "u", "ù": "u", "û": "u",
    "ü": "u", "ý": "y", "ÿ": "y", "ñ": "n", "ç": "c", "ß": "s", "É": "E", "È": "E", "Á": "A",
    "À": "A", "Ä": "A", "Å": "A", "Í": "I", "Ó": "O", "Ö": "O", "Ø": "O", "Ú": "U", "Ü": "U",
    "Ñ": "N", "Ç": "C", "ł": "l", "Ł": "L", "š": "s", "Š": "S", "č": "c", "Č": "C", "ž": "z",
    "Ž": "Z", "ř": "r", "ě": "e", "ů": "u", "ą": "a", "ę": "e", "ń": "n", "ś": "s", "ż": "z",
  ]
}
