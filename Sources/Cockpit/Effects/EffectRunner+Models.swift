internal import ChatModel
internal import RPM
internal import TerminalKit
internal import Workbench

/// The effects that have to do with language models.
extension EffectRunner {
  /// Reckons what a fit will take; elsewhere, since long histories fill long prompts.
  func estimate(
    _ person: OpenPerson, with model: ModelChoice, _ scope: FitScope?, in session: Session
  ) async {
    guard case .chat(let endpoint, let name) = model else { return }
    let models = session.models
    let user: User
    do {
      user = try person.user.within(session.window(scope))
    } catch {
      return tell(.estimated(person.id, model, .failed("\(error)")))
    }
    let found = await Task.detached {
      models.estimate(fitting: user, with: name, at: endpoint)
    }.value
    let quote = Quote(found.usage, time: await session.time(for: found.usage, at: model))
    tell(.estimated(person.id, model, .known(quote)))
  }

  /// Asks all endpoints at once what they have; each is shown as it answers.
  func listModels(in session: Session) async {
    let resolution = session.models.resolution
    let usual: EndpointChoice?
    do {
      usual = try resolution.endpoint(nil)
    } catch {
      return tell(.models(.failed("\(error)")))
    }
    var endpoints = resolution.configured
    // The one that was typed, or that the environment names, need not be in the config.
    for further in [usual, use.choice.endpoint].compactMap(\.self).reversed()
    where !endpoints.contains(further) { endpoints.insert(further, at: 0) }
    // --embeddings makes no other endpoint of one of the config.
    if let used = use.choice.endpoint {
      endpoints = endpoints.map { endpoint in
        var same = endpoint
        same.embeddings = used.embeddings
        return same == used ? used : endpoint
      }
    }
    tell(
      .models(
        .sources(
          endpoints.map { endpoint in
            var names = resolution.usualModel(at: endpoint)
            if case .chat(endpoint, let model) = use.choice { names = model }
            return ModelPickerState.Source(endpoint: endpoint, usual: names)
          } + localServers(besides: endpoints))))
    await withTaskGroup(of: (EndpointChoice, ModelPickerState.Listing).self) { group in
      for endpoint in endpoints {
        group.addTask { (endpoint, await self.offer(of: endpoint, in: session)) }
      }
      for await (endpoint, listing) in group where !Task.isCancelled {
        tell(.models(.listed(endpoint, listing)))
      }
    }
  }

  /// What listens on this machine, named as found and asked nothing.
  private func localServers(besides known: [EndpointChoice]) -> [ModelPickerState.Source] {
    LocalServers().found(besides: known).compactMap { server in
      server.endpoint.map { .init(endpoint: $0, usual: nil, listing: .found(server.words)) }
    }
  }

  /// What an endpoint has.
  nonisolated func offer(
    of endpoint: EndpointChoice, in session: Session
  ) async -> ModelPickerState.Listing {
    do {
      let link = try await session.models.links.link(
        to: endpoint, model: session.models.resolution.usualModel(at: endpoint))
      return .known(try await link.models().map(\.id))
    } catch {
      return .failed("\(error)")
    }
  }

  /// Tries out a model; each finding is shown when it is made.
  func check(_ choice: ModelChoice, in session: Session) async {
    guard case .chat(let endpoint, let model) = choice else { return }
    do {
      let link = try await session.models.links.link(to: endpoint, model: model)
      let check = ConnectionCheck(
        link: link, model: model, embeddingModel: endpoint.embeddings,
        traits: LibraryTraits(library: session.library))
      let (findings, continuation) = AsyncStream.makeStream(of: ConnectionReport.Finding.self)
      async let report = {
        defer { continuation.finish() }
        return try await check.run { continuation.yield($0) }
      }()
      for await finding in findings {
        for line in finding.lines { tell(.models(.found(choice, line))) }
      }
      if let tokens = try await report.tokens {
        let used = Usage(tokens, price: session.models.price(of: model, at: endpoint))
        let line = Overlay.ReaderLine(text: "used \(UsageText.short(used))", role: .dim)
        tell(.models(.found(choice, line)))
      }
    } catch is CancellationError {
      return
    } catch {
      tell(.models(.found(choice, Overlay.ReaderLine(text: "\(error)", role: .error))))
    }
    tell(.models(.checked(choice)))
  }
}

extension ConnectionReport.Finding {
  /// The finding in lines of the screen; how good it is also stands in words.
  fileprivate var lines: [Overlay.ReaderLine] {
    let (mark, role): (String, Role) =
      switch grade {
      case .good: ("", .ok)
      case .fair: ("fair: ", .warning)
      case .bad: ("bad: ", .error)
      }
    return [Overlay.ReaderLine(text: "\(subject.rawValue)  \(mark)\(found)", role: role)]
      + (wayOut.map { [Overlay.ReaderLine(text: "  \($0)", role: .text)] } ?? [])
  }
}
