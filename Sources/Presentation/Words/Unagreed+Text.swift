package import Workbench

extension Unagreed {
  /// What it would take, in a sentence; it ends where the way to agree follows.
  package var text: String {
    switch work {
    case .pastAnswers(let count):
      "Asking \(model.title) about \(Count.of(count, "past answer")), each with and without its "
        + "factors, takes \(quote.text)."
    case .people(let count):
      "Asking \(model.title) as \(Count.of(count, "user")) takes \(quote.text)."
    case .methods(let count):
      "Asking \(model.title) by \(Count.of(count, "method")) takes at least \(quote.text)."
    case .runs(let cost):
      "\(Count.of(cost.jobs, "run")) of a method with a person are missing; with \(model.title) "
        + "\(cost.sentence)."
    case .paths(let count): "Making \(Count.of(count, "path")) anew takes \(quote.text)."
    case .masks(let count): "Asking \(Count.of(count, "time")) more takes \(quote.text)."
    }
  }
}
