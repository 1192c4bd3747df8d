internal import RPM

/// The JSON Schema of a report's JSON: `report --schema` prints it, and a test holds every document
/// against it.
package struct ReportSchema: Encodable, Sendable {
  package static let document = ReportSchema()

  private let definitions =
    ReportSchema.reports.merging(ReportSchema.users) { $1 }
    .merging(ReportSchema.answers) { $1 }.merging(ReportSchema.comparisons) { $1 }

  private enum CodingKeys: String, CodingKey {
    case dialect = "$schema"
    case title, description, oneOf
    case definitions = "$defs"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode("https://json-schema.org/draft/2020-12/schema", forKey: .dialect)
    try container.encode("A report of rationale", forKey: .title)
    try container.encode(
      "What `rationale report --format json` prints, by its key \"report\". Positions count from "
        + "0; a count of answers has one number a label, in the order of labels.",
      forKey: .description)
    try container.encode(
      ReportKind.allCases.map { SchemaNode.ref("\($0.rawValue)Report") }, forKey: .oneOf)
    try container.encode(definitions, forKey: .definitions)
  }

  /// A string enum as a node.
  package static func cases<Value: RawRepresentable & CaseIterable>(_ type: Value.Type)
    -> SchemaNode
  where Value.RawValue == String {
    .oneOf(type.allCases.map(\.rawValue))
  }
}

// MARK: The three reports

extension ReportSchema {
  fileprivate static let reports: [String: SchemaNode] = [
    "origin": .object(
      "Where the report is from.",
      [
        .has("format", .count, "The version of this form."),
        .has("made", .date), .has("program", .text, "The version of the program."),
      ]),
    "userReport": .object(
      "A user: factors, how far they hold, how well the model knows them.",
      [
        .has("report", .oneOf(["user"])), .has("origin", .ref("origin")),
        .has("user", .ref("user")),
        .may("drift", .ref("drift"), "Missing for free text."),
        .has("audit", .ref("memoryAudit")),
        .may("leaveOneOut", .ref("leaveOneOut"), "Missing where it was not measured."),
        .has("paths", .list(.ref("item")), "Some past answers with their paths."),
        .has(
          "edits",
          .list(
            .object([
              .has("version", .count, "The version that it made."), .has("made", .date),
              .has("what", .text),
            ])), "Changes by hand that lead to this version, the oldest first."),
      ]),
    "runReport": .object(
      "An earlier ask: the answer and all it rests on.",
      [
        .has("report", .oneOf(["run"])), .has("origin", .ref("origin")),
        .has("run", .count, "The number of the ask."), .has("asked", .date),
        .has("answer", .ref("answer")),
        .has("audit", .ref("pathAudit"), "The audit read again, against the model that answered."),
        .has(
          "examples",
          .list(
            .object([
              .has("interaction", .count), .has("similarity", .number), .has("answer", .text),
              .may("date", .text), .has("query", .text),
            ]))),
        .may("whatIf", .ref("whatIf"), "Missing where it was not measured."),
        .may("stages", .list(.ref("stage")), "Missing where it was not noted."),
      ]),
    "comparisonReport": .object(
      "Two users beside each other.",
      [
        .has("report", .oneOf(["comparison"])), .has("origin", .ref("origin")),
        .has("users", .list(.ref("user")), "The two, in order."),
        .has("factors", .ref("factorComparison")),
        .may("query", .ref("queryComparison"), "One question put to both."),
      ]),
  ]
}

// MARK: Users

extension ReportSchema {
  fileprivate static let users: [String: SchemaNode] = [
    "ratio": .object("A share with its integers.", [.has("count", .count), .has("total", .count)]),
    "identity": .object(
      "A model.", [.has("name", .text), .has("version", .text, "A version, or an endpoint.")]),
    "user": .object(
      "A user and the factor model.",
      [
        .has("user", .text), .has("task", .text), .has("instruction", .text),
        .has("labels", .list(.text), "Empty where answers are free text or options differ."),
        .has("ordered", .flag, "Whether the labels form a scale."),
        .has("interactions", .count), .has("test", .count), .may("model", .ref("identity")),
        .may("version", .count), .may("fitted", .date),
        .may("stale", .flag, "Whether the history has changed since the fit."),
        .may("baseCounts", .list(.count), "Past answers, one count a label."),
        .may("stanceCounts", .list(.count), "By the chosen option: against, middle, for."),
        .may("chanceGain", .number, "The 95 % point of the largest gain under chance, in nats."),
        .may("stability", .number, "The correlation of the statistics of two random halves."),
        .may("trust", .ref("trust")),
        .may("window", .text, "The part of the history that was fitted."),
        .may("factors", .list(.ref("factor"))), .may("stages", .list(.ref("stage"))),
        .may("history", .list(.ref("item"))),
      ]),
    "trust": .object(
      "How far kinds of evidence count with this person, learned from the past.",
      [
        .has("habits", .number, "What the usual answers are multiplied with."),
        .has("words", .number, "What tone or the meaning of words is multiplied with."),
        .has("factors", .number, "What factors and similar items are multiplied with."),
        .has("usual", .number, "How likely everything counts as it does for everybody."),
        .has("habitsAlone", .number, "How likely nothing in the texts tells the answers."),
        .has("mistaken", .ref("ratio"), "Texts that took sides, and those on the wrong side."),
        .may(
          "turn",
          .object([
            .has("interaction", .count, "The first item after it, from 0."),
            .has("isReversal", .flag, "Whether the same words mean the opposite since."),
            .has("belief", .number, "How likely there was a change."),
          ]), "The likeliest change in time."),
      ]),
    "factor": .object([
      .has("name", .text), .has("description", .text),
      .has(
        "members",
        .list(
          .object([.has("name", .text), .has("count", .count), .has("isAutoAssigned", .flag)]))),
      .has("support", .count, "Queries with the factor."), .has("occurrences", .count),
      .has("answers", .list(.count)), .has("stances", .list(.count)), .has("influence", .count),
      .has(
        "polarity",
        .object([.has("positive", .count), .has("neutral", .count), .has("negative", .count)])),
      .has("gain", .number, "In nats."), .has("beyondChance", .flag), .has("boilerplate", .flag),
    ]),
    "item": .object(
      "A past answer.",
      [
        .has("interaction", .count), .may("date", .text), .has("query", .text),
        .has("response", .text), .may("features", .list(.ref("feature"))),
        .may("path", .ref("path")), .may("audit", .ref("pathAudit")),
        .may("exclusion", cases(MemoryEntry.Exclusion.self)),
        .may(
          "marks",
          .object([
            .has("isExcluded", .flag), .has("isHeldBack", .flag), .has("isPinned", .flag),
            .has("isKeyOutdated", .flag),
            .may(
              "staleness",
              .object([
                .has(
                  "reason",
                  .oneOf(["factorChanged", "factorGone", "factorRenamed", "numberChanged"])),
                .has("detail", .text),
              ])),
          ])),
      ]),
    "drift": .object([
      .has("user", .text), .has("task", .text), .has("modelVersion", .count),
      .may("stability", .number), .has("classes", .list(.text), "What answers are counted by."),
      .has("early", .count), .has("late", .count),
      .may("border", .list(.text), "The last early and the first late date."),
      .has("order", .text, "What is known of the order in time."),
      .has("partedAtTurn", .flag, "Whether it is parted where a change was found."),
      .has("tested", .count), .has("suggestive", .count, "How many lie below .05 alone."),
      .has("all", .ref("driftLine")), .has("factors", .list(.ref("driftLine"))),
    ]),
    "driftLine": .object([
      .may("factor", .text, "Missing for all answers together."), .has("n", .count),
      .has("weak", .flag), .has("boilerplate", .flag),
      .may("reliability", .number, "Two random halves: 1 the same, 0 unrelated."),
      .has("early", .list(.count)), .has("late", .list(.count)),
      .may("moved", .text, "The class whose share changes most."), .may("change", .number),
      .may("chance", .number), .has("significant", .flag),
    ]),
    "memoryAudit": .object([
      .has("user", .text), .has("task", .text), .has("modelVersion", .count), .has("clean", .flag),
      .has(
        "memory",
        .object([
          .has("items", .count), .has("clean", .count), .has("repaired", .count),
          .has("excluded", .count), .has("reasons", .map(.count)), .has("numbersChecked", .count),
          .has("notGrounded", .list(.count)),
        ])),
      .has(
        "asks",
        .object([
          .has("asks", .count), .has("clean", .count), .has("wrong", .count),
          .has("withoutModel", .count), .has("numbersChecked", .count),
        ])),
      .has(
        "findings",
        .list(
          .object([
            .has("place", .oneOf(["memory", "ask"])), .may("interaction", .count),
            .may("ask", .count), .has("modelVersion", .count), .may("step", .count),
            .has("kind", findingKind), .has("quoted", .text), .has("stored", .text),
            .has("isNew", .flag, "Whether it was right when it was made."),
          ]))),
    ]),
    "leaveOneOut": .object(
      "The model on the user's own past, each item left out in turn.",
      [
        .has("user", .text), .has("task", .text), .has("modelVersion", .count),
        .may("accuracy", .ref("ratio")), .may("usualAccuracy", .ref("ratio")),
        .may("meanError", .number, "In labels."), .may("usualMeanError", .number),
        .may("faithfulness", .ref("faithfulness")),
        .has(
          "items",
          .list(
            .object([
              .has("interaction", .count), .has("expected", .text), .may("answer", .text),
              .has("right", .flag), .may("confidence", .number), .has("littleEvidence", .flag),
              .may("usual", .text), .has("flips", .ref("ratio")),
              .may("faithfulness", .ref("faithfulness")), .may("failure", .text),
            ]))),
      ]),
  ]

  fileprivate static let findingKind = SchemaNode.oneOf([
    "unknownFeature", "unknownFactor", "wrongNumber", "singleSupport", "unknownExample",
    "wrongConclusion",
  ])
}

// MARK: Answers

extension ReportSchema {
  fileprivate static let answers: [String: SchemaNode] = [
    "feature": .object([
      .has("name", .text), .has("context", .text), .may("factor", .text),
      .may("quote", .text, "The words of the query that carry it."),
    ]),
    "path": .object([
      .has(
        "steps",
        .list(
          .object([
            .has("features", .list(.count)), .may("factor", .text), .has("evidence", .text),
            .has("effect", .text),
          ]))),
      .has("conclusion", .text),
    ]),
    "pathAudit": .object([
      .has("clean", .flag), .has("numbersChecked", .count),
      .may(
        "grounding", .object([.has("count", .count), .has("total", .count)]),
        "How many steps rest on a statistic, on words of the text or on an example."),
      .has(
        "findings",
        .list(
          .object([
            .may("step", .count), .has("kind", findingKind), .has("quoted", .text),
            .has("stored", .text),
          ]))),
    ]),
    "example": .object(
      "A retrieved past answer.",
      [.has("interaction", .count), .has("similarity", .number), .has("answer", .text)]),
    "evidence": .object(
      "The sum that decides: parts add up to their term, terms to the logits; one value a label.",
      [
        .has("labels", .list(.text)), .has("logits", .list(.number)),
        .has(
          "terms",
          .list(
            .object([
              .has("name", .text), .has("values", .list(.number)),
              .has(
                "parts",
                .list(
                  .object([
                    .has(
                      "kind",
                      .oneOf([
                        "prior", "factor", "words", "rest", "example", "others", "option",
                      ])), .has("name", .text), .may("factor", .text),
                    .has("values", .list(.number)),
                  ]))),
            ]))),
      ]),
    "usage": .object([
      .has("calls", .count), .has("replayed", .count), .has("inputTokens", .count),
      .has("cachedInputTokens", .count), .has("outputTokens", .count), .has("isEstimated", .flag),
      .has("dollars", .number), .has("unpricedTokens", .count),
    ]),
    "stage": .object([
      .has("stage", cases(Stage.self)),
      .has("state", .oneOf(["finished", "reused", "cancelled", "failed"])),
      .has("seconds", .number), .has("outcome", .text), .has("calls", .count),
      .has("replayed", .count), .has("inputTokens", .count), .has("outputTokens", .count),
      .has("cost", .number, "US dollars."), .may("firstText", .number), .has("retries", .count),
      .has("unusable", .count), .may("problem", .text),
    ]),
    "exchange": .object(
      "A call of a language model, without its texts.",
      [
        .has("stage", cases(Stage.self)),
        .has(
          "prompt", .object([.has("role", .text), .has("version", .text), .has("hash", .text)])),
        .has("model", .ref("identity")), .may("reportedModel", .text),
        .may("finishReason", .text), .may("problem", .text), .has("replayed", .flag),
        .has("attempts", .count), .has("seconds", .number), .has("usage", .ref("usage")),
      ]),
    "answer": .object([
      .has("user", .text), .has("task", .text),
      .has("identity", .ref("identity"), "The model that answered."),
      .has("memory", .ref("identity"), "The model that made the memory."),
      .has("model", .ref("identity"), "The same as memory."), .has("modelVersion", .count),
      .has("query", .text), .may("without", .list(.text)), .has("answer", .text),
      .has("answerText", .text), .may("confidence", .number), .has("littleEvidence", .flag),
      .has("ordered", .flag), .may("expected", .text, "The true answer."),
      .has("features", .list(.ref("feature"))), .has("path", .ref("path")),
      .has("audit", .ref("pathAudit")), .has("retrieved", .list(.ref("example"))),
      .may("evidence", .ref("evidence")),
      .has(
        "timings",
        .list(.object([.has("stage", cases(Stage.self)), .has("seconds", .number)]))),
      .may("usage", .ref("usage")), .may("exchanges", .list(.ref("exchange"))),
    ]),
    "faithfulness": .object(
      "Whether the factors that paths cite are those that decide.",
      [
        .may("agreement", .number), .has("threshold", .number, "In nats."),
        .has("cited", .ref("ratio"), "Cited factors that matter."),
        .has("uncited", .ref("ratio"), "Factors not cited that matter all the same."),
        .has("strongest", .ref("ratio")), .may("rankAgreement", .number, "Kendall's tau-b."),
        .has("oppositeSigns", .ref("ratio")), .has("support", .count), .has("answers", .count),
      ]),
    "whatIf": .object(
      "What becomes of the answer without each factor. Changes are masked less baseline, in nats.",
      [
        .has("user", .text), .has("task", .text), .has("identity", .ref("identity")),
        .has("modelVersion", .count), .has("query", .text),
        .has("features", .list(.ref("feature"))), .has("path", .ref("path")),
        .has(
          "baseline",
          .object([
            .has("answer", .text), .has("answerText", .text), .may("runnerUp", .text),
            .may("confidence", .number), .may("labels", .list(.text)),
            .may("logits", .list(.number)),
          ])),
        .has(
          "masks",
          .list(
            .object([
              .has("kind", .oneOf(["feature", "factor", "example", "edit", "together"])),
              .may("id", .count), .has("name", .text), .may("answer", .text), .has("flips", .flag),
              .may("logits", .list(.number)), .may("delta", .list(.number)),
              .may("direct", .number), .may("directAnswer", .text), .may("total", .number),
              .may("totalDelta", .list(.number)), .may("viaExamplesAndWording", .number),
              .has("fallenSteps", .list(.count)), .may("failure", .text),
            ])), "Those that decide first."),
        .may("faithfulness", .ref("faithfulness")), .may("usage", .ref("usage")),
      ]),
  ]
}

// MARK: Comparisons

extension ReportSchema {
  fileprivate static let comparisons: [String: SchemaNode] = [
    "factorComparison": .object([
      .has("first", .text), .has("second", .text),
      .has(
        "comparison",
        .object([
          .has(
            "pairs",
            .list(
              .object([
                .has("first", .text), .has("second", .text), .has("similarity", .number),
                .has("relation", .oneOf(["shared", "opposite", "unclear"])),
                .may("firstShift", .number), .may("secondShift", .number),
                .has("firstSupport", .count), .has("secondSupport", .count),
                .has("firstDeltas", .list(.number)), .has("secondDeltas", .list(.number)),
              ]))), .has("onlyFirst", .list(.text)), .has("onlySecond", .list(.text)),
        ])),
    ]),
    "queryComparison": .object(
      "One question, a column for each way of answering it.",
      [
        .has("kind", .oneOf(["users", "methods", "models"])), .has("task", .text),
        .has("query", .text), .has("columns", .list(.ref("column"))),
        .may("reference", .count, "The column that the others are compared with."),
        .has(
          "rows",
          .list(
            .object([
              .has("aspect", cases(QueryComparison.Aspect.self)),
              .has("cells", .list(.list(.text)), "The lines of each column."),
              .has("differs", .list(.flag), "Whether each column differs from the reference."),
            ]))),
      ]),
    "column": .object([
      .has("name", .text), .has("detail", .text), .may("answer", .text), .may("answerText", .text),
      .may("confidence", .number), .has("hasLittleEvidence", .flag),
      .has(
        "deciding",
        .list(
          .object([
            .has("factor", .text), .may("total", .number, "In nats, from a second run."),
            .has("flips", .flag), .has("isCited", .flag),
          ]))), .has("isMasked", .flag, "Whether a second run says what decides."),
      .has("examples", .list(.ref("example"))),
      .has(
        "steps",
        .list(
          .object([.may("factor", .text), .has("evidence", .text), .has("effect", .text)]))),
      .may("findings", .count, "What the audit found wrong."), .may("failure", .text),
      .may("usage", .ref("usage")),
    ]),
  ]
}
