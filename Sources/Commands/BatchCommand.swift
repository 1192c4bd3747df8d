internal import ArgumentParser

/// `rationale batch export|import`
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "Fit users through batch files, at half price.",
    discussion: """
      A provider's batch takes a file of requests and gives a file of results within a day, for \
      half the money. `batch export` writes what the next stage of the fits needs, `batch import` \
      takes the results; repeat the two until the export says that the fits are done:

        rationale batch export --all --model gpt-4o-mini -o requests
        (send the files, wait, fetch the results)
        rationale batch import results.jsonl
        rationale batch export --all --model gpt-4o-mini -o requests

      The files are those of OpenAI's Batch API, which Azure and vLLM's run-batch read as well. They \
      hold the users' texts and no key.
      """,
    subcommands: [BatchExportCommand.self, BatchImportCommand.self])
}
