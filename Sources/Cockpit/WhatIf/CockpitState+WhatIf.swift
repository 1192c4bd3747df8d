internal import Presentation
internal import RPM
internal import TerminalKit
internal import Workbench

extension CockpitState {
  /// Masks every factor of the shown answer by itself, and ranks them.
  mutating func startWhatIf() -> [CockpitEffect] {
    change { _ in }
  }

  /// Masks the factor or example under the cursor, or no longer.
  mutating func maskUnderCursor() -> [CockpitEffect] {
    guard let record = answer.record else { return complainOfNoAnswer() }
    if focus == .examples {
      guard let interaction = answer.exampleList.selection, answer.exampleIDs.contains(interaction)
      else {
        return []
      }
      return change { $0.toggle(.example(interaction)) }
    }
    guard let factor = personView.factorList.selection,
      let name = personView.factorTable?.rows.first(where: { $0.id == factor })?.factor.name
    else { return [] }
    // The panel may show a newer model than the one that answered.
    guard let index = record.stored.model.factors.firstIndex(where: { $0.name == name }),
      record.answer.features.contains(where: { $0.factor == index })
    else { return complain("The query has no feature of \(name), so masking it changes nothing.") }
    return change { $0.toggle(.factor(index)) }
  }

  /// Masks what has a name: a feature of the query, a factor, or an example by its rank.
  mutating func mask(named text: String) -> [CockpitEffect] {
    guard let record = answer.record else { return complainOfNoAnswer() }
    do throws(CommandFailure) {
      let mask = try record.mask(named: text)
      return change { $0.toggle(mask) }
    } catch {
      return complain(error.description)
    }
  }

  /// Puts another text in the place of a feature's: `thin plot = rich plot`.
  mutating func editFeature(_ text: String) -> [CockpitEffect] {
    guard let record = answer.record else { return complainOfNoAnswer() }
    let edit: Mask
    switch record.edit(text) {
    case .success(let mask): edit = mask
    case .failure(let failure): return complain(failure.description)
    }
    return change { state in
      if case .edit(let feature, _) = edit {
        state.chosen.removeAll { $0.kind == .edit && $0.id == feature }
      }
      state.toggle(edit)
    }
  }

  /// Takes all masks away.
  mutating func clearMasks() -> [CockpitEffect] {
    change { state in
      state.chosen = []
      (state.result, state.failure) = (nil, nil)
    }
  }

  /// What came of a what-if.
  mutating func adopt(_ result: WhatIf?, failure: String?, of asked: WhatIfState) {
    // Another answer, or other masks by now: it comes too late.
    guard answer.take(result, failure: failure, of: asked), let failure else { return }
    status = Status(kind: .error, text: failure)
  }

  private mutating func change(_ body: (inout WhatIfState) -> Void) -> [CockpitEffect] {
    guard let record = answer.record else { return complainOfNoAnswer() }
    let maker = record.maker
    guard maker.isSameModel(as: models.choice.identity) else { return complainOfModel(maker) }
    guard !isBusy else { return complainOfRun() }
    let state = answer.mask(of: record, body)
    if layout.panels[.path] == nil { move(to: .path) }
    return state.result == nil ? [.whatIf(state, models.choice)] : []
  }

  private mutating func complainOfNoAnswer() -> [CockpitEffect] {
    complain("There is no answer to put to the test yet: \(key(.ask)) asks.")
  }
}
