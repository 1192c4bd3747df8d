/// The forms that files are known to have.
package enum KnownShapes {
  package static let all: [any SourceShape.Type] = []
  package static let leastFit = 0.5

  package static func named(_ name: String) -> (any SourceShape.Type)? {
    all.first { $0.name == name.lowercased() }
  }

  package static func best(
    for sample: [Record], of container: Container
  ) -> (shape: any SourceShape.Type, fit: Double)? { nil }

  package static func companion(
    for sample: [Record], of container: Container
  ) -> (shape: any SourceShape.Type, companion: Companion, fit: Double)? { nil }
}
