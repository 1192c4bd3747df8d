/// Numbers with the thing they count.
enum Count {
  /// `1 path`, `2 paths`.
  static func of(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }
}
