/// A model while it is edited.
struct ModelDraft: Sendable {
  private(set) var model: UserModel
  private let history: [Interaction]

  init(_ model: UserModel, history: [Interaction]) {
    self.model = model
    self.history = history
  }

  mutating func apply(_ edit: ModelEdit) throws(EditError) {
    switch edit {
    case .merge(let factors, let name): try merge(factors, name: name)
    case .split(let factor, let features, let name):
      try split(factor, features: features, name: name)
    case .rename(let factor, let name): try rename(factor, to: name)
    case .describe(let factor, let text): try describe(factor, text)
    case .drop(let factor): try drop(factor)
    case .move(let feature, let item, let to): try move(feature, item: item, to: to)
    case .exclude(let item): try exclude(item)
    case .include(let item):
      try mark(item, \.isExcluded, false, otherwise: "is not excluded")
      recount()
    case .pin(let item): try pin(item)
    case .unpin(let item): try mark(item, \.isPinned, false, otherwise: "is not pinned")
    case .excludeExample(let item):
      try mark(item, \.isHeldBack, true, otherwise: "is no example already")
      model.memory.entries[item].marks.isPinned = false
    case .includeExample(let item):
      try mark(item, \.isHeldBack, false, otherwise: "is an example already")
    }
  }

  // MARK: Factors

  private mutating func merge(_ names: [String], name: String) throws(EditError) {
    var merged: Set<Factor.ID> = []
    for name in names { merged.insert(try id(of: name)) }
    guard merged.count > 1, let first = merged.min() else {
      throw EditError("Merging takes at least two factors.")
    }
    let name = try unused(name, except: merged)
    var places: [Grouping.Place] = []
    for factor in model.factors {
      guard merged.contains(factor.id) else {
        places.append(Grouping.Place(factor))
        continue
      }
      if factor.id == first { places.append(Grouping.Place(factor, name: name)) }
      let place = places.firstIndex { $0.name == name } ?? 0
      places[place].sources.insert(factor.id)
      if places[place].description.isEmpty { places[place].description = factor.description }
    }
    let grouping = Grouping(places: places, changed: merged)
    regroup(grouping) { feature, _ in feature.factor.flatMap { grouping.place(of: $0) } }
  }

  private mutating func split(
    _ name: String, features: [String], name newName: String
  ) throws(EditError) {
    let factor = try id(of: name)
    let own = Set(model.factors[factor].members.map { $0.name.lowercased() })
    let wanted = Set(features.map { $0.trimmingWhitespace().lowercased() })
    if let stranger = wanted.subtracting(own).min() {
      throw EditError(
        "\(model.factors[factor].name) has no feature '\(stranger)'; it has "
          + Self.some(model.factors[factor].members.map(\.name)) + ".")
    }
    guard !wanted.isEmpty else { throw EditError("Name at least one feature to split off.") }
    guard wanted.count < own.count else {
      throw EditError(
        "All features of \(model.factors[factor].name) would leave it. Rename it instead.")
    }
    let newName = try unused(newName, except: [])
    let places =
      model.factors.map { Grouping.Place($0) }
      + [Grouping.Place(name: newName, description: "", sources: [factor])]
    let new = places.count - 1
    regroup(Grouping(places: places, changed: [factor])) { feature, _ in
      feature.factor == factor && wanted.contains(feature.name.lowercased()) ? new : feature.factor
    }
  }

  private mutating func rename(_ old: String, to new: String) throws(EditError) {
    let factor = try id(of: old)
    let old = model.factors[factor].name
    let new = try unused(new, except: [factor])
    guard new != old else { throw EditError("\(old) has this name already.") }
    model.factors[factor].name = new
    for index in model.memory.entries.indices {
      let entry = model.memory.entries[index]
      if entry.features.contains(where: { $0.factor == factor }) {
        model.memory.entries[index].marks.isKeyOutdated = true
      }
      let naming = entry.path?.steps.contains { step in
        step.factor == factor
          && [step.evidence, step.effect].contains { $0.lowercased().contains(old.lowercased()) }
      }
      if naming == true { markStale(index, Staleness(.factorRenamed, old)) }
    }
  }

  private mutating func describe(_ name: String, _ text: String) throws(EditError) {
    let factor = try id(of: name)
    let text = text.trimmingWhitespace()
    guard text != model.factors[factor].description else {
      throw EditError("\(model.factors[factor].name) is described so already.")
    }
    model.factors[factor].description = text
  }

  private mutating func drop(_ name: String) throws(EditError) {
    let factor = try id(of: name)
    let places = model.factors.filter { $0.id != factor }.map { Grouping.Place($0) }
    let grouping = Grouping(places: places, changed: [factor])
    regroup(grouping) { feature, _ in feature.factor.flatMap { grouping.place(of: $0) } }
  }

  private mutating func move(
    _ name: String, item: Int?, to target: String?
  ) throws(EditError) {
    var goal: Factor.ID?
    if let target { goal = try id(of: target) }
    if let item { try check(item) }
    let wanted = name.trimmingWhitespace().lowercased()
    let found = model.memory.entries.filter { item == nil || $0.interaction == item }
      .flatMap(\.features).filter { $0.name.lowercased() == wanted }
    guard !found.isEmpty else {
      let known = model.memory.entries.filter { item == nil || $0.interaction == item }
        .flatMap { $0.features.map(\.name) }
      let place = item.map { "Item \($0 + 1)" } ?? "The history"
      throw EditError("\(place) has no feature '\(name)'; it has \(Self.some(known)).")
    }
    let leaving = found.filter { $0.factor != goal }
    guard !leaving.isEmpty else {
      throw EditError("'\(name)' belongs to \(target ?? "no factor") already.")
    }
    let changed = Set(leaving.compactMap(\.factor) + [goal].compactMap(\.self))
    let grouping = Grouping(places: model.factors.map { Grouping.Place($0) }, changed: changed)
    regroup(grouping) { feature, interaction in
      feature.name.lowercased() == wanted && (item == nil || item == interaction)
        ? goal : feature.factor
    }
  }

  // MARK: Items

  private mutating func exclude(_ item: Int) throws(EditError) {
    try mark(item, \.isExcluded, true, otherwise: "is excluded already")
    guard model.memory.entries.contains(where: { !$0.marks.isExcluded }) else {
      throw EditError("Item \(item + 1) is the last one that counts; it has to stay.")
    }
    recount()
  }

  private mutating func pin(_ item: Int) throws(EditError) {
    try check(item)
    let entry = model.memory.entries[item]
    guard entry.takesPart, !entry.key.isEmpty else {
      throw EditError(
        "Item \(item + 1) is never retrieved (\(entry.absence ?? "no features")), "
          + "so it cannot be pinned.")
    }
    try mark(item, \.isPinned, true, otherwise: "is pinned already")
  }

  private mutating func mark(
    _ item: Int, _ flag: WritableKeyPath<EntryMarks, Bool>, _ value: Bool, otherwise: String
  ) throws(EditError) {
    try check(item)
    guard model.memory.entries[item].marks[keyPath: flag] != value else {
      throw EditError("Item \(item + 1) \(otherwise).")
    }
    model.memory.entries[item].marks[keyPath: flag] = value
  }

  // MARK: What follows

  private mutating func markStale(_ index: Int, _ staleness: Staleness) {
    guard model.memory.entries[index].path != nil,
      model.memory.entries[index].marks.staleness == nil
    else { return }
    model.memory.entries[index].marks.staleness = staleness
  }

  /// Puts every feature where it belongs now, and all that refers to factors after it.
  private mutating func regroup(
    _ grouping: Grouping, _ place: (Feature, _ interaction: Int) -> Int?
  ) {
    let old = model.factors
    let oldStatistics = model.statistics.factors
    var entries = model.memory.entries
    for index in entries.indices {
      for feature in entries[index].features.indices {
        entries[index].features[feature].factor = place(
          entries[index].features[feature], entries[index].interaction)
      }
    }
    let known = Set(entries.flatMap { $0.features.compactMap(\.factor) })
    // Empty factors vanish, and ids are positions again. A factor that was empty before stays.
    let kept = grouping.places.indices.filter { place in
      known.contains(place) || grouping.places[place].sources.isDisjoint(with: grouping.changed)
    }
    var position: [Int: Factor.ID] = [:]
    for (id, place) in kept.enumerated() { position[place] = id }
    model.factors = kept.enumerated().map { id, place in
      let place = grouping.places[place]
      return Factor(id: id, name: place.name, description: place.description, members: [])
    }
    for index in entries.indices {
      let before = model.memory.entries[index].features
      var isKeyOutdated = false
      for feature in entries[index].features.indices {
        let new = entries[index].features[feature].factor.flatMap { position[$0] }
        entries[index].features[feature].factor = new
        let oldName = before[feature].factor.map { old[$0].name }
        if new.map({ model.factors[$0].name }) != oldName { isKeyOutdated = true }
      }
      if isKeyOutdated { entries[index].marks.isKeyOutdated = true }
      guard entries[index].path != nil else { continue }
      let cited = entries[index].path?.steps.compactMap(\.factor) ?? []
      for step in entries[index].path?.steps.indices ?? 0..<0 {
        let factor = entries[index].path?.steps[step].factor
        entries[index].path?.steps[step].factor = factor.flatMap { factor in
          grouping.place(of: factor).flatMap { position[$0] }
        }
      }
      guard let changed = cited.first(where: grouping.changed.contains) else { continue }
      let isGone = grouping.place(of: changed).flatMap { position[$0] } == nil
      if entries[index].marks.staleness == nil {
        entries[index].marks.staleness = Staleness(
          isGone ? .factorGone : .factorChanged, old[changed].name)
      }
    }
    let sources = kept.map { grouping.places[$0].sources }
    model.memory.entries = entries
    // What a model says of a factor's words goes over to those made of it.
    let stock = Recount.stockFactors(oldStatistics, interactions: model.statistics.interactions)
    recount(spellings: old, isStock: sources.map { !$0.isEmpty && $0.allSatisfy(stock.contains) })
  }

  /// Counts everything again and reads every path against it.
  private mutating func recount(spellings: [Factor]? = nil, isStock: [Bool]? = nil) {
    let old = model.statistics
    let stock = Recount.stockFactors(old.factors, interactions: old.interactions)
    model.factors = Recount.factors(
      model.factors, entries: model.memory.entries, spellings: spellings ?? model.factors)
    model.statistics = Recount.statistics(
      of: model, history: history,
      isStock: isStock ?? model.factors.map { stock.contains($0.id) },
      marksCommon: Recount.marksCommon(old))
    for index in model.memory.entries.indices {
      let entry = model.memory.entries[index]
      guard let path = entry.path, history.indices.contains(entry.interaction) else { continue }
      let report = Audit.report(
        on: path, of: entry, to: history[entry.interaction], factors: model.factors,
        statistics: model.statistics, answers: model.task.answers)
      let known = Set(entry.audit.findings.map { [$0.kind.rawValue, $0.quoted] })
      let new = report.findings.first { !known.contains([$0.kind.rawValue, $0.quoted]) }
      // In place, so that what else a report holds stays.
      model.memory.entries[index].audit.findings = report.findings
      model.memory.entries[index].audit.numbersChecked = report.numbersChecked
      if let new {
        markStale(index, Staleness(.numberChanged, "\(new.quoted); stored: \(new.stored)"))
      }
    }
  }

  // MARK: Names

  private func check(_ item: Int) throws(EditError) {
    guard model.memory.entries.indices.contains(item) else {
      throw EditError(
        "There is no item \(item + 1); the model has items 1 to \(model.memory.entries.count).")
    }
  }

  private func id(of name: String) throws(EditError) -> Factor.ID {
    let wanted = name.trimmingWhitespace().lowercased()
    if let found = model.factors.first(where: { $0.name.lowercased() == wanted }) {
      return found.id
    }
    throw EditError(
      "There is no factor '\(name)'; there are \(Self.some(model.factors.map(\.name))).")
  }

  private func unused(_ name: String, except: Set<Factor.ID>) throws(EditError) -> String {
    let name = name.trimmingWhitespace()
    guard !name.isEmpty else { throw EditError("A factor needs a name.") }
    let taken = model.factors.first {
      !except.contains($0.id) && $0.name.lowercased() == name.lowercased()
    }
    if let taken { throw EditError("There is a factor '\(taken.name)' already.") }
    return name
  }

  /// The first distinct names, and how many more there are.
  private static func some(_ names: [String]) -> String {
    var seen: Set<String> = []
    let distinct = names.filter { seen.insert($0).inserted }
    guard !distinct.isEmpty else { return "none" }
    let more = distinct.count > 12 ? " and \(distinct.count - 12) more" : ""
    return distinct.prefix(12).joined(separator: ", ") + more
  }
}

/// Where factors come to stand.
struct Grouping: Sendable {
  /// A factor to be.
  struct Place: Sendable {
    var name: String
    var description: String
    /// The factors that it is made of.
    var sources: Set<Factor.ID>

    init(name: String, description: String, sources: Set<Factor.ID>) {
      self.name = name
      self.description = description
      self.sources = sources
    }

    init(_ factor: Factor, name: String? = nil) {
      self.init(
        name: name ?? factor.name, description: factor.description, sources: [factor.id])
    }
  }

  var places: [Place]
  /// The factors that the edit touches.
  var changed: Set<Factor.ID>

  /// The first place made of a factor, `nil` where it is gone.
  func place(of factor: Factor.ID) -> Int? {
    places.firstIndex { $0.sources.contains(factor) }
  }
}
