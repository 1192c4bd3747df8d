/// The forms that files are known to have.
package enum KnownShapes {
  /// All of them, in the order in which they are listed.
  package static let all: [any SourceShape.Type] = [
    Amazon2023.self, Amazon2018.self, YelpReviews.self, GoodreadsReviews.self,
    MovieLens.self, MovieTags.self,
    GlobalOpinions.self, OpinionQA.self, OpinionQARows.self,
    LaMP.self, LongLaMP.self, PersonaMem.self,
    Prism.self, PrismUtterances.self, PrismSurvey.self, Chats.self,
  ]

  /// A file that fits less well is none of them.
  package static let leastFit = 0.5

  /// The shape of a name, as `--format` takes it.
  package static func named(_ name: String) -> (any SourceShape.Type)? {
    all.first { $0.name == name.lowercased() }
  }

  /// The shape that the first records of a file fit best, `nil` where they fit none.
  package static func best(
    for sample: [Record], of container: Container
  ) -> (shape: any SourceShape.Type, fit: Double)? {
    var best: (shape: any SourceShape.Type, fit: Double)?
    for shape in all {
      let fit = shape.fit(sample, of: container)
      if fit >= leastFit, fit > best?.fit ?? 0 { best = (shape, fit) }
    }
    return best
  }

  /// The companion of a shape that the first records of a file fit best, `nil` where they are none:
  /// so that a table of films is not mistaken for answers.
  package static func companion(
    for sample: [Record], of container: Container
  ) -> (shape: any SourceShape.Type, companion: Companion, fit: Double)? {
    var best: (shape: any SourceShape.Type, companion: Companion, fit: Double)?
    for shape in all {
      for companion in shape.companions {
        let fit = companion.fit(sample, container)
        if fit >= leastFit, fit > best?.fit ?? 0 { best = (shape, companion, fit) }
      }
    }
    return best
  }
}
