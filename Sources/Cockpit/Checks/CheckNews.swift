internal import Presentation
internal import Workbench

/// What becomes of a request.
enum CheckNews: Sendable {
  case progress(done: Int, total: Int)
  case page(CheckPage)
  /// It would cost money: how much, in words.
  case offer(Unagreed)
  case failed(String)
}
