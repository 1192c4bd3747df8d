internal import Storage

/// What a report is about.
enum ReportWish: Hashable, Sendable {
  case user(Library.UserID)
  /// An earlier ask.
  case run(Int64)
  case comparison(Library.UserID, Library.UserID)
}
