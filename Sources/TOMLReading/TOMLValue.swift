/// A value of a TOML text.
package indirect enum TOMLValue: Sendable, Hashable {
  case text(String)
  case whole(Int)
  case number(Double)
  case flag(Bool)
  /// A date, a time or both, as it stands there.
  case date(String)
  case list([TOMLValue])
  case table(TOMLTable)
  /// The tables of headers in double brackets.
  case tables([TOMLTable])

  package var string: String? { if case .text(let text) = self { text } else { nil } }
  package var int: Int? { if case .whole(let number) = self { number } else { nil } }
  package var double: Double? { if case .number(let number) = self { number } else { nil } }
  package var bool: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  package var date: String? { if case .date(let text) = self { text } else { nil } }
  package var table: TOMLTable? { if case .table(let table) = self { table } else { nil } }
  package var array: [TOMLValue]? {
    switch self {
    case .list(let list): list
    case .tables(let tables): tables.map(TOMLValue.table)
    default: nil
    }
  }
}
