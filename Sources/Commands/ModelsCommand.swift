internal import ArgumentParser
internal import BuiltInModel
internal import ChatModel
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale models`
struct ModelsCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List the models that can be asked, and try one out.",
    discussion: """
      Lists the built-in model and what the endpoint offers. With a name, or with --check, the \
      endpoint is tried out, for a few dozen tokens: what it can do is told, and remembered. An \
      endpoint that cannot be used is exit code 1.
      """)

  @Argument(help: "A model to try out.")
  var name: String?

  @Flag(help: "Try out the endpoint with the model that would be asked there.")
  var check = false

  @OptionGroup var form: JSONOption

  @OptionGroup var options: ModelOptions

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    let models = try context.languageModels(timeout: try options.seconds())
    var found = try models.resolution.endpoint(options.endpoint)
    if let embeddings = options.embeddings { found?.embeddings = embeddings }
    let name = try self.name ?? options.model()
    guard name != nil || check else { return try await list(found, models, context) }
    if name == ModelChoice.builtInName {
      return try context.output.text([
        "The built-in model is part of the program: no endpoint, no key, no cost."
      ])
    }
    guard let found else { throw CommandFailure.usage(Self.noEndpoint) }
    let model = name ?? models.resolution.usualModel(at: found)
    try await context.withSession(library, models: models) { session in
      try await tryOut(model, at: found, session, context)
    }
  }

  private static let noEndpoint = """
    there is no endpoint to try out: name one with --endpoint URL, in the config file, with \
    OPENAI_BASE_URL or with OLLAMA_HOST; or set OPENAI_API_KEY for api.openai.com
    """

  private func list(
    _ endpoint: EndpointChoice?, _ models: LanguageModels, _ context: CommandContext
  ) async throws {
    let documents = try await ModelListDocument.all(at: endpoint, models)
    if form.json { return try context.output.json(documents) }
    try context.output.table(ModelListDocument.table(documents))
    if endpoint == nil {
      context.note(
        "this is without an endpoint; name one with --endpoint URL, or see `rationale models -h`")
    }
    let others = models.resolution.configured.filter { $0 != endpoint }.compactMap(\.name)
    if !others.isEmpty {
      context.note("further endpoints of the config: \(others.joined(separator: ", "))")
    }
    let known = models.resolution.configured + [endpoint].compactMap(\.self)
    for server in context.localServers.found(besides: known) {
      context.note(
        """
        something listens at localhost:\(server.port), \(server.program)'s usual port; `rationale \
        models --endpoint http://localhost:\(server.port)` asks it what it has
        """)
    }
  }

  private func tryOut(
    _ model: String?, at endpoint: EndpointChoice, _ session: Session, _ context: CommandContext
  ) async throws {
    let link = try await session.models.links.link(to: endpoint, model: model)
    let line = context.progressLine()
    defer { line.clear() }
    line.show("trying out \(endpoint.title)")
    let check = ConnectionCheck(
      link: link, model: model, embeddingModel: endpoint.embeddings,
      traits: LibraryTraits(library: session.library))
    let isShown = !form.json
    let report = try await check.run { finding in
      line.clear()
      guard isShown else { return }
      try? context.output.text(ConnectionLines.of(finding))
    }
    if form.json {
      try context.output.json(ConnectionDocument(report))
    } else if let tokens = report.tokens {
      try context.output.text([
        "",
        "used \(UsageText.short(Usage(tokens, price: model.flatMap { session.models.price(of: $0, at: endpoint) })))",
      ])
    }
    if model == nil {
      context.note("no model was asked; name one: rationale models NAME --endpoint …")
    }
    let isUsable =
      model == nil
      ? report.isReachable && ![.wanted, .refused].contains(report.key) : report.isGood
    guard isUsable else {
      throw CommandFailure.failed("\(model ?? "no model") at \(endpoint.title) cannot be used so")
    }
  }
}
