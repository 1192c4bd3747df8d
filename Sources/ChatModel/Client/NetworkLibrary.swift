internal import CCurl

/// libcurl, on which every transfer stands: loaded by the first request, so that a start without a
/// language model does without it and the thirty libraries it brings.
struct NetworkLibrary: Sendable {
  /// Loads it, once; says why it cannot be had, `nil` where it is there.
  var load: @Sendable () -> String?

  /// The one of this system.
  static let system = NetworkLibrary { ccurl_load().map { String(cString: $0) } }
}
