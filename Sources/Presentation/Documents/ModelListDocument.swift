package import ChatModel
package import RPM
package import Workbench

/// A model that can be asked, as `models --json` prints it.
package struct ModelListDocument: Codable, Hashable {
  package var name: String
  /// Missing for the built-in model.
  package var endpoint: String?
  /// How many tokens of prompt and reply it takes, where the endpoint says so.
  package var context: Int?
  package var owner: String?
  /// US dollars a million tokens, where they are known.
  package var price: Price?

  package init(_ builtIn: ModelIdentity) {
    name = builtIn.name
  }

  package init(_ listing: ModelListing, at choice: EndpointChoice, price: Price?) {
    name = listing.id
    endpoint = choice.identity(of: listing.id).version
    context = listing.contextLength
    owner = listing.ownedBy
    self.price = price
  }

  /// The same for a person.
  package static func table(_ models: [ModelListDocument]) -> AlignedTable {
    AlignedTable(
      columns: [
        AlignedTable.Column(title: "model", shrinks: true, least: 24),
        AlignedTable.Column(title: "endpoint", shrinks: true),
        AlignedTable.Column(title: "context", isNumber: true),
        AlignedTable.Column(title: "$ a million in / out"), AlignedTable.Column(title: "as of"),
      ],
      rows: models.map { model in
        let price = model.price.map {
          "\(UsageText.money($0.input)) / \(UsageText.money($0.output))"
        }
        return [
          model.name, model.endpoint ?? "in the program", model.context.map { "\($0)" } ?? "-",
          model.endpoint == nil ? "nothing" : price ?? "not known", model.price?.asOf ?? "",
        ]
      })
  }
}
