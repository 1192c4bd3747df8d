/// Stages 1a and 3a: what a model extracted, made safe to build on.
public enum FeatureExtraction {
  /// Features with white space trimmed, nameless and repeated ones dropped, and factors that do not
  /// exist taken off: an invented factor is `none` (method, section 2).
  public static func checked(_ features: [Feature], factorCount: Int) -> [Feature] {
    var seen: Set<[String]> = []
    return features.compactMap { feature in
      var feature = feature
      feature.name = feature.name.trimmingWhitespace()
      feature.context = feature.context.trimmingWhitespace()
      guard !feature.name.isEmpty,
        seen.insert([feature.name.lowercased(), feature.context.lowercased()]).inserted
      else { return nil }
      if let factor = feature.factor, !(0..<factorCount).contains(factor) { feature.factor = nil }
      return feature
    }
  }
}
