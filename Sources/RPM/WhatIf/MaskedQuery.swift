/// A query as it is asked once a mask is applied.
struct MaskedQuery: Sendable, Hashable {
  /// `q'`, with the edited words where they stood.
  var query: String
  /// The features that are left.
  var features: [Feature]
  /// The features that are gone.
  var masked: [Feature]
  /// The interactions that may not be retrieved.
  var dropped: Set<Int>

  init(query: String, features: [Feature], masked: [Feature], dropped: Set<Int>) {
    self.query = query
    self.features = features
    self.masked = masked
    self.dropped = dropped
  }

  /// Applies a mask.
  ///
  /// - Parameter readings: how the black box reads each edited text.
  /// - Throws: `RoleFailure` where the mask names what is not there.
  init(
    _ mask: Mask, query: String, features: [Feature], model: UserModel,
    readings: [String: Feature]
  ) throws {
    var gone: Set<Int> = []
    var edited: [Int: Feature] = [:]
    self.query = query
    dropped = []
    for part in mask.parts {
      switch part {
      case .feature(let index):
        try Self.check(index, of: features)
        gone.insert(index)
      case .factor(let factor):
        guard model.factors.indices.contains(factor) else {
          throw RoleFailure(
            "There is no factor \(factor + 1): the model has \(model.factors.count).")
        }
        gone.formUnion(features.indices.filter { features[$0].factor == factor })
      case .example(let interaction):
        guard model.memory.entries.contains(where: { $0.interaction == interaction }) else {
          throw RoleFailure(
            """
            There is no item \(interaction + 1): the model was fitted on \
            \(model.memory.entries.count).
            """)
        }
        dropped.insert(interaction)
      case .edit(let index, let text):
        try Self.check(index, of: features)
        let old = features[index]
        let reading = readings[text]
        edited[index] = Feature(
          name: text, context: Self.replacing(old.name, by: text, in: old.context),
          factor: reading?.factor, valence: reading?.valence)
        self.query = Self.replacing(old.name, by: text, in: self.query)
      case .together:
        break
      }
    }
    masked = features.indices.filter(gone.contains).map { features[$0] }
    self.features = features.indices.filter { !gone.contains($0) }
      .map { edited[$0] ?? features[$0] }
  }

  /// Takes the dropped examples out of a ranking.
  func ranking(from ranking: [RetrievedExample], breadth: Int) -> [RetrievedExample] {
    Array(ranking.filter { !dropped.contains($0.interaction) }.prefix(breadth))
  }

  private static func check(_ index: Int, of features: [Feature]) throws {
    guard features.indices.contains(index) else {
      throw RoleFailure(
        "There is no feature \(index + 1): the query has \(features.count) features.")
    }
  }

  /// A text with words replaced wherever they stand, whatever their case. A name that does not
  /// stand there changes nothing.
  static func replacing(_ old: String, by new: String, in text: String) -> String {
    let wanted = old.lowercased()
    guard !wanted.isEmpty else { return text }
    let isWord: (Character) -> Bool = { $0.isLetter || $0.isNumber }
    var result = ""
    var rest = text[...]
    while !rest.isEmpty {
      let candidate = rest.prefix(old.count)
      let followed = rest.dropFirst(old.count).first.map(isWord) ?? false
      let preceded = result.last.map(isWord) ?? false
      if !followed, !preceded, candidate.lowercased() == wanted {
        result += new
        rest = rest.dropFirst(old.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result
  }
}
