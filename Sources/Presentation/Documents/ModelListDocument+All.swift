internal import BuiltInModel
internal import ChatModel
internal import RPM
package import Workbench

extension ModelListDocument {
  /// The built-in model and those of an endpoint.
  package static func all(
    at endpoint: EndpointChoice?, _ models: LanguageModels
  ) async throws -> [ModelListDocument] {
    let builtIn = ModelListDocument(BuiltInModel().identity)
    guard let endpoint else { return [builtIn] }
    let link = try await models.links.link(
      to: endpoint, model: models.resolution.usualModel(at: endpoint))
    return [builtIn]
      + (try await link.models()).map { listing in
        let price = models.price(of: listing.id, at: endpoint)
        return ModelListDocument(listing, at: endpoint, price: price == .free ? nil : price)
      }
  }
}
