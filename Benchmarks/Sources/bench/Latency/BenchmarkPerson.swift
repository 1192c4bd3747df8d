internal import Foundation

/// A made-up person with as many past answers as a benchmark wants.
struct BenchmarkPerson {
  /// The name, which is also that of the task.
  let name: String
  /// What is answered.
  let labels: [String]?
  /// The length of the history.
  let items: Int

  /// Rates evenings from 1 to 5: extract, cluster, reason.
  static let rater = BenchmarkPerson(
    name: "Rater", labels: ["1", "2", "3", "4", "5"], items: 64)
  /// Gives titles: here each item is judged, too.
  static let writer = BenchmarkPerson(name: "Writer", labels: nil, items: 40)

  /// A line of the import format.
  var line: Data {
    var person: [String: Any] = [
      "user": name, "task": name.lowercased(),
      "instruction": labels == nil ? "Give it a title." : "How good was it, 1 to 5?",
      "history": (0..<items).map(item),
    ]
    person["labels"] = labels ?? NSNull()
    let data = try? JSONSerialization.data(withJSONObject: person, options: [.sortedKeys])
    return (data ?? Data()) + Data("\n".utf8)
  }

  private func item(_ index: Int) -> [String: Any] {
    let place = Self.places[index % Self.places.count]
    let weather = Self.weathers[index / 2 % Self.weathers.count]
    let company = Self.companies[index / 3 % Self.companies.count]
    let query =
      "Evening \(index + 1): the \(place) under \(weather) skies, with \(company) until late."
    let answer = labels.map { $0[(index * 7 + index / 5) % $0.count] } ?? "The \(place) at night"
    return ["query": query, "response": answer]
  }

  private static let places = [
    "harbour", "orchard", "library", "quarry", "tavern", "lighthouse", "meadow", "station",
  ]
  private static let weathers = ["cloudless", "rainy", "stormy", "foggy", "wintry"]
  private static let companies = [
    "neighbours", "strangers", "grandparents", "musicians", "rivals", "children", "sailors",
  ]
}
