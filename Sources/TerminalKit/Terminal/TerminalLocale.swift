internal import Glibc

/// Which characters the locale of the environment can show.
public struct TerminalLocale: Sendable, Hashable {
  /// Whether it can show more than ASCII.
  public var isUTF8: Bool
  /// The locale that the environment names and this machine does not have; C.UTF-8 stands in for it,
  /// unless it is of another character set.
  public var missing: String?

  /// Sets LC_CTYPE of the process as the environment says; where that is not UTF-8 to C.UTF-8, so
  /// that wide characters can be handed to ncurses in any case. Numbers keep the C locale.
  @discardableResult
  public static func adopt() -> TerminalLocale {
    for name: String in ["LC_ALL", "LC_CTYPE", "LANG"] {
      if let value = getenv(name), value[0] != 0 { return adopt(String(cString: value)) }
    }
    return adopt("C")
  }

  /// The same for a locale by name.
  static func adopt(_ name: String) -> TerminalLocale {
    if setlocale(LC_CTYPE, name) != nil {
      let isUTF8 = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } == "UTF-8"
      if !isUTF8 { setlocale(LC_CTYPE, "C.UTF-8") }
      return TerminalLocale(isUTF8: isUTF8)
    }
    let isThere = setlocale(LC_CTYPE, "C.UTF-8") != nil
    let parts = name.prefix { $0 != "@" }.split(separator: ".")
    let set = parts.count > 1 ? parts[1].lowercased() : "utf-8"
    return TerminalLocale(isUTF8: isThere && ["utf-8", "utf8"].contains(set), missing: name)
  }
}
