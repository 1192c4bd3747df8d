/// Knows the answers that are none, such as "DK/Refused".
enum DontKnow {
  private static let words: Set<String> = [
    "dk", "don't know", "dont know", "do not know", "refused", "refuse", "refusal", "na", "n/a",
    "no answer", "no response", "not sure", "unsure", "can't say", "cannot say", "undecided",
    "no opinion", "missing", "other missing", "unknown", "not applicable", "not asked",
    "not available", "can't choose", "cannot choose", "none/don't know",
  ]

  /// Whether an option is nothing but such words.
  static func isOne(_ option: String) -> Bool {
    var text = option.lowercased().replacing("’", with: "'").replacing("‘", with: "'")
    for remark in ["(vol.)", "(vol)", "(volunteered)", "(do not read)", "(don't read)"] {
      text = text.replacing(remark, with: " ")
    }
    if words.contains(text.trimmed) { return true }
    let parts = text.replacing(" or ", with: "/").split { "/,;()".contains($0) }
      .map { String($0).trimmed }.filter { !$0.isEmpty }
    return !parts.isEmpty && parts.allSatisfy(words.contains)
  }
}
