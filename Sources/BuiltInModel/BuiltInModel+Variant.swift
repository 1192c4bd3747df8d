extension BuiltInModel {
  /// What factors do in the sum that decides.
  ///
  /// With printed options `kernel` is the same as `factors`; titles are made of words and know no
  /// difference at all.
  public enum Variant: String, Sendable, Hashable, CaseIterable {
    /// Each active factor counts by its shrunk Propensity: the number shown is the number used.
    case factors
    /// Each feature counts by the past features of its own factor, the nearer the more: finer, but
    /// what is used is a kernel-weighted count that nobody can check by counting.
    case kernel
    /// Factors say nothing. Prior, words and memory decide.
    case withoutFactors = "without factors"
    /// Everything counts as it does for everybody, and own words say nothing.
    case withoutOwnWords = "without own words"
  }
}
