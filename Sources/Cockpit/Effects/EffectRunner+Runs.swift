internal import Dispatch
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// The effects that are runs of the engine, with what they report on their way.
extension EffectRunner {
  func fit(
    _ person: OpenPerson, with model: ModelChoice, _ scope: FitScope?, in session: Session
  ) async {
    let fitting: Fitting
    do {
      fitting = try Fitting(
        person.user, id: person.id, within: session.window(scope), through: use(of: model),
        in: session)
    } catch {
      return tell(.fitRefused("\(error)"))
    }
    let failure = await follow(fitting.run) {
      let outcome = try await fitting.kept()
      var person = person
      person.stored = outcome.stored
      return .fitted(fitting.run.id, person, edits: outcome.edits)
    }
    if failure != nil { await showAsks(of: person.id, in: session) }
  }

  func ask(
    _ query: String, expected: String?, of person: OpenPerson, through use: ModelUse,
    reusing earlier: EarlierStages? = nil, in session: Session
  ) async {
    guard let stored = person.stored else { return }
    let asking = session.asking(
      .init(user: person.id, stored: stored, query: query, expected: expected), through: use,
      reusing: earlier)
    let failure = await follow(asking.run) {
      let record = try await asking.kept()
      return .answered(
        asking.run.id, record, asks: try await session.library.runs(for: person.id))
    }
    if failure != nil { await showAsks(of: person.id, in: session) }
  }

  /// Shows what is kept of a person's runs: what was broken off or failed is there as well.
  private func showAsks(of id: Library.UserID, in session: Session) async {
    do {
      tell(.asks(id, try await session.library.runs(for: id)))
    } catch {
      tell(.failed("\(error)"))
    }
  }

  /// Passes on what a run reports, then what becomes of it.
  ///
  /// - Parameter finish: waits for the result, and for its keeping where it is kept.
  /// - Returns: why there is no result, `nil` where there is one.
  @discardableResult
  func follow<Value: Sendable>(
    _ run: RPM.Run<Value>, _ finish: () async throws -> CockpitEvent
  ) async -> (any Error)? {
    var ending: (any Error)?
    cancelRun = (run.id, { run.cancel() })
    tell(.tick(clock.seconds()))
    tell(.runStarted(run.id))
    for await event in run.events {
      if case .text(let piece) = event.kind {
        gather(piece, of: run.id)
        continue
      }
      release(of: run.id)
      tell(.engine(event))
    }
    release(of: run.id)
    do {
      tell(try await finish())
    } catch is CancellationError {
      ending = CancellationError()
      tell(.ended(run.id, .cancelled))
    } catch let failure as RoleFailure {
      ending = failure
      tell(.ended(run.id, .failed(failure.description, failure.reach)))
    } catch {
      ending = error
      tell(.ended(run.id, .failed("\(error)")))
    }
    // Another one may have begun by now.
    if cancelRun?.id == run.id { cancelRun = nil }
    await tellSpending()
    return ending
  }

  /// Says what was spent today, where a language model was asked or is about to be.
  func tellSpending() async {
    guard let session = try? await session.value else { return }
    guard let used = try? await session.library.usage(since: Midnight.last) else { return }
    tell(.spent(SpentToday(day: used, sitting: use.spending.used, budget: use.spending.budget)))
  }

  func use(of model: ModelChoice, _ anew: Bool = false) -> ModelUse {
    var use = use
    use.choice = model
    use.isFresh = use.isFresh || anew
    return use
  }

  /// Keeps pieces of text back, so that many tokens a second are few events.
  private func gather(_ piece: String, of run: RunID) {
    switch gathered.add(piece, at: clock.seconds()) {
    case .now: release(of: run)
    case .later(let seconds):
      DispatchQueue.main.asyncAfter(deadline: .now() + seconds) { [weak self] in
        MainActor.assumeIsolated { self?.release(of: run) }
      }
    case .scheduled: break
    }
  }

  /// Hands the gathered text on.
  private func release(of run: RunID) {
    let now = clock.seconds()
    guard let text = gathered.take(at: now) else { return }
    tell(.tick(now))
    tell(.engine(EngineEvent(run: run, kind: .text(text))))
  }
}
