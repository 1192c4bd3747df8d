/// Numbers with the thing they count.
package enum Count {
  /// `1 path`, `2 paths`; another word for many where one is given.
  package static func of(_ number: Int, _ thing: String, _ things: String? = nil) -> String {
    "\(number) \(number == 1 ? thing : things ?? "\(thing)s")"
  }
}
