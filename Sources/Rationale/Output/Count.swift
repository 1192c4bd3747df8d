/// Numbers with the thing they count.
enum Count {
  /// `1 path`, `2 paths`; another word for many where one is given.
  static func of(_ number: Int, _ thing: String, _ things: String? = nil) -> String {
    "\(number) \(number == 1 ? thing : things ?? "\(thing)s")"
  }
}
