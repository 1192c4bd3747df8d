/// What becomes of a request.
package enum CheckNews: Sendable {
  case progress(done: Int, total: Int)
  case page(CheckPage)
  /// It would cost money: how much, in words.
  case offer(String)
  case failed(String)
}
