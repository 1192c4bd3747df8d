/// What the user wants of colour, as `--color` says it.
public enum ColorChoice: String, Sendable, Hashable, CaseIterable {
  /// What the terminal can, unless `NO_COLOR` is set.
  case automatic = "auto"
  /// What the terminal can, whatever `NO_COLOR` says.
  case always
  /// None.
  case never
  /// Any, also where the terminal does not say that it can: ssh does not pass `COLORTERM` on.
  case truecolor
  /// At most 256.
  case indexed = "256"
  /// At most 16.
  case sixteen = "16"
  /// At most 8.
  case eight = "8"

  /// The colours used on a terminal that can show `available`.
  public func depth(available: ColorDepth, environment: TerminalEnvironment) -> ColorDepth {
    switch self {
    case .automatic: environment.refusesColor ? .mono : available
    case .always: available
    case .truecolor: available >= .indexed ? .truecolor : available
    case .never: .mono
    case .indexed: min(.indexed, available)
    case .sixteen: min(.sixteen, available)
    case .eight: min(.eight, available)
    }
  }
}
