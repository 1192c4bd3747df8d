internal import Foundation
internal import RPM
internal import Synchronization

/// Finds out what an endpoint and a model of it can do, for a few dozen tokens.
///
/// What was learned of the model before is tried anew, and what is found now is remembered: a check
/// is also the way to make the client look again after a server was changed.
public struct ConnectionCheck: Sendable {
  private let link: EndpointLink
  private let model: String?
  private let embeddingModel: String?
  private let traits: any TraitStore
  // A person waits for the result, so it gives up sooner than a fit.
  private let policy = RetryPolicy(attempts: 2, silences: 1, longestWait: 10)

  /// - Parameters:
  ///   - model: the model to ask; without one only the list of models is looked at.
  ///   - embeddingModel: the model to ask for a vector; the same one where it is `nil`.
  ///   - traits: where the findings are remembered.
  public init(
    link: EndpointLink, model: String?, embeddingModel: String? = nil,
    traits: any TraitStore = MemoryTraits()
  ) {
    self.link = link
    self.model = model
    self.embeddingModel = embeddingModel
    self.traits = traits
  }

  /// Looks at everything, one after the other.
  ///
  /// - Parameter onFinding: hears each finding when it is made.
  /// - Throws: `CancellationError` only; whatever fails is a finding.
  public func run(
    onFinding: @escaping @Sendable (ConnectionReport.Finding) -> Void = { _ in }
  ) async throws -> ConnectionReport {
    var report = ConnectionReport(endpoint: link.endpoint.identity, model: model)
    var findings: [ConnectionReport.Finding] = []
    try await look(&report) { subject, grade, found, wayOut in
      let finding = ConnectionReport.Finding(
        subject: subject, grade: grade, found: found, wayOut: wayOut)
      findings.append(finding)
      onFinding(finding)
    }
    report.findings = findings
    return report
  }

  private typealias Note = (
    _ subject: ConnectionReport.Finding.Subject, _ grade: ConnectionReport.Finding.Grade,
    _ found: String, _ wayOut: String?
  ) -> Void

  private func look(_ report: inout ConnectionReport, _ note: Note) async throws {
    do {
      report.models = try await link.models(policy: policy)
      report.isReachable = true
      note(.server, .good, "\(link.endpoint.host) answers.", nil)
      noteModels(report.models, note)
    } catch let error as ChatError {
      report.isReachable = ![.unreachable, .redirected].contains(error.kind)
      guard report.isReachable else {
        return note(.server, .bad, error.description, nil)
      }
      note(.server, .good, "\(link.endpoint.host) answers.", nil)
      if error.kind == .unauthorized {
        report.key = link.endpoint.key == nil ? .wanted : .refused
        return note(.key, .bad, error.description, nil)
      }
      note(
        .models, .fair, "It does not list its models.",
        "Name the model yourself. It said: \(error.description)")
    }
    guard let model else { return }
    try await askModel(model, &report, note)
    if report.answers || embeddingModel != nil {
      try await askEmbedder(embeddingModel ?? model, &report, note)
    }
  }

  private func noteModels(_ models: [ModelListing], _ note: Note) {
    let count = models.count == 1 ? "1 model" : "\(models.count) models"
    guard let model else { return note(.models, .good, "It lists \(count).", nil) }
    if let listing = models.first(where: { $0.id == model || $0.id == "\(model):latest" }) {
      let context = listing.contextLength.map { ", with a context of \($0) tokens" } ?? ""
      note(.models, .good, "It lists \(count), \(model) among them\(context).", nil)
    } else {
      let nearest = models.prefix(3).map(\.id).joined(separator: ", ")
      note(
        .models, .fair, "It lists \(count), but not \(model).",
        models.isEmpty ? nil : "It has \(nearest)\(models.count > 3 ? " and others" : "").")
    }
  }

  // MARK: The model

  private static let schema = JSONSchema.object([
    .init("word", .string(oneOf: ["ready"])), .init("ok", .boolean),
  ])

  private func askModel(
    _ model: String, _ report: inout ConnectionReport, _ note: Note
  ) async throws {
    let client = ChatClient(model: model, link: link, traits: traits, policy: policy)
    await client.forgetTraits()
    let request = ChatRequest(
      messages: [
        .init(.system, "You check a connection."),
        .init(.user, #"Reply with this JSON object: {"word": "ready", "ok": true}"#),
      ], schema: Self.schema, maxTokens: 48, streams: true)
    let pieces = Mutex<(count: Int, first: Double?)>((0, nil))
    let warnings = Mutex<[String]>([])
    let outer = CallReporter.report
    let began = link.clock.seconds()
    let result: Result<ChatReply, ChatError>
    do {
      let reply = try await CallReporter.$report.withValue(
        CallListener { news in
          if case .warning(let text) = news { warnings.withLock { $0.append(text) } }
          outer(news)
        }
      ) {
        try await client.reply(to: request) { [clock = link.clock] _ in
          pieces.withLock {
            $0.count += 1
            $0.first = $0.first ?? clock.seconds() - began
          }
        }
      }
      result = .success(reply)
    } catch let error as ChatError {
      result = .failure(error)
    }
    let traits = await client.traits()
    let (count, first) = pieces.withLock { $0 }
    report.secondsToFirstText = first
    report.rung = traits.rung
    switch result {
    case .failure(let error):
      report.tokens = error.tokens
      noteFailure(error, of: model, &report, note)
    case .success(let reply):
      report.tokens = reply.tokens
      report.answers = true
      noteKey(&report, note)
      noteModel(reply, model: model, first: first, &report, note)
      noteStreaming(count: count, traits: traits, &report, note)
      noteForm(reply, rung: traits.rung, &report, note)
    }
    for warning in warnings.withLock({ $0 }) { note(.warning, .fair, warning, nil) }
  }

  private func noteFailure(
    _ error: ChatError, of model: String, _ report: inout ConnectionReport, _ note: Note
  ) {
    switch error.kind {
    case .unauthorized:
      report.key = link.endpoint.key == nil ? .wanted : .refused
      note(.key, .bad, error.description, nil)
    case .truncated, .empty, .garbled, .refused:
      // It answers, only not well; a fit may still go.
      report.answers = true
      noteKey(&report, note)
      note(.model, .fair, error.description, nil)
    default: note(.model, .bad, error.description, nil)
    }
  }

  private func noteKey(_ report: inout ConnectionReport, _ note: Note) {
    report.key = link.endpoint.key == nil ? .notNeeded : .accepted
    note(
      .key, .good,
      link.endpoint.key == nil ? "It wants no key." : "It takes the key.", nil)
  }

  private func noteModel(
    _ reply: ChatReply, model: String, first: Double?, _ report: inout ConnectionReport,
    _ note: Note
  ) {
    report.reportedModel = reply.model
    let seconds = FailureText.duration(first ?? reply.seconds)
    if let reported = reply.model, reported != model {
      note(
        .model, .good, "\(model) answers after \(seconds), and calls itself \(reported).", nil)
    } else {
      note(.model, .good, "\(model) answers after \(seconds).", nil)
    }
    if reply.tokens.isEstimated {
      note(
        .model, .fair, "It does not say how many tokens it used.",
        "Tokens and money are estimates, and are marked so.")
    }
  }

  private func noteStreaming(
    count: Int, traits: ServerTraits, _ report: inout ConnectionReport, _ note: Note
  ) {
    let streams = !traits.omitted.contains(.stream) && (count > 1 || traits.endsStreams)
    report.streams = streams
    if streams {
      note(.streaming, .good, "Text arrives as it is written.", nil)
    } else {
      note(.streaming, .fair, "Replies come in one piece.", "Answers appear when they are whole.")
    }
  }

  private func noteForm(
    _ reply: ChatReply, rung: ServerTraits.Rung, _ report: inout ConnectionReport, _ note: Note
  ) {
    let how =
      switch rung {
      case .jsonSchema: "json_schema"
      case .jsonObject: "json_object, with the schema in the prompt"
      case .promptOnly: "the prompt alone"
      }
    let value = WireValue(json: reply.text)
    let holds = value?["ok"] != nil && value?["word"]?.text == "ready"
    report.heldForm = holds
    if holds {
      note(.form, rung == .jsonSchema ? .good : .fair, "It keeps to a form by \(how).", nil)
    } else {
      note(
        .form, .fair, "It was asked for a form by \(how), and did not keep to it.",
        "Replies are checked and asked for once more, which costs calls. "
          + "A larger model may do better.")
    }
  }

  // MARK: Embeddings

  private func askEmbedder(
    _ model: String, _ report: inout ConnectionReport, _ note: Note
  ) async throws {
    let embedder = EndpointEmbedder(model: model, link: link, dimensions: 0)
    do {
      let length = try await embedder.probe(policy: RetryPolicy(attempts: 1))
      report.embeddingDimensions = length
      note(.embeddings, .good, "\(model) gives vectors of \(length) numbers.", nil)
    } catch let error as CancellationError {
      throw error
    } catch {
      if embeddingModel != nil {
        note(.embeddings, .bad, "\(error)", nil)
      } else {
        note(
          .embeddings, .fair, "\(model) gives no vectors.",
          "The built-in table makes them; or name a model for embeddings.")
      }
    }
  }
}
