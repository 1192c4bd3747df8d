/// Why there is no result.
struct Complaint: Error, CustomStringConvertible {
  /// The reason.
  var description: String

  init(_ reason: String) { description = reason }
}
