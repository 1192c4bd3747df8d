/// Tells a model what was wrong with its reply; it stands behind that reply.
enum RepairPrompt {
  static let template = PromptTemplate(
    .repair, version: "1",
    user: """
      This reply cannot be used: {{problem}}.

      Write the whole reply again with that put right, as one JSON object and nothing else:
      {{form}}
      """)
}
