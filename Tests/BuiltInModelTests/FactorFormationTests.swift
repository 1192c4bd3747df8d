internal import Embeddings
internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct FactorFormationTests {
  private let knowledge = HandMadeWords(
    dimensions: 3,
    vectors: [
      "novel": [1, 0, 0], "book": [0.95, 0.3, 0], "books": [0.95, 0.3, 0], "sea": [0, 1, 0],
      "ocean": [0.1, 1, 0], "robert": [0, 0, 1], "bobby": [0, 0.1, 1], "funny": [0.7, 0, 0.7],
      "good": [0, 0.7, 0.7], "bad": [0, 0.7, 0.7], "not": [0, 0, 0],
    ])

  private func request(_ features: [(Feature, Int)]) -> ClusteringRequest {
    ClusteringRequest(
      items: features.map { ClusteringRequest.Item(feature: $0.0, count: $0.1) }, ceiling: 3)
  }

  private func feature(_ name: String, _ context: String = "", _ valence: Double? = nil) -> Feature
  {
    Feature(name: name, context: context, valence: valence)
  }

  private func formation(hasValence: Bool = false, limit: Int = 2500) -> FactorFormation {
    FactorFormation(
      space: FeatureSpace(knowledge: knowledge, hasValence: hasValence), comparedLimit: limit)
  }

  @Test func everyFeatureGetsExactlyOneFactor() throws {
    let items = ["novel", "book", "sea", "ocean", "Robert", "xyzzy"].map { (feature($0), 1) }
    let found = try formation().proposals(for: request(items))
    #expect(found.flatMap(\.members).sorted() == Array(items.indices))
    let groups = Set(found.map { Set($0.members) })
    #expect(groups.contains([0, 1]) && groups.contains([2, 3]))
  }

  @Test func theCommonestCentralMemberGivesTheName() throws {
    let found = try formation().proposals(
      for: request([(feature("book", "a"), 1), (feature("novel", "b"), 5), (feature("books"), 1)]))
    #expect(found.count == 1)
    #expect(found.first?.name == "novel")
    #expect(found.first?.description == "book, books")
  }

  @Test func judgedDeedsJoinByTheDeedAndTheSide() throws {
    let found = try formation(hasValence: true).proposals(
      for: request([
        (feature("bad to book", "", -1), 1), (feature("funny to book", "", -3), 1),
        (feature("bad to sea", "", -1), 1), (feature("good to book", "", 2), 1),
        (feature("book", "", -1), 1),
      ]))
    #expect(Set(found.map { Set($0.members) }) == [[0, 1], [2], [3], [4]])
  }

  @Test func namesJoinOnlyThemselves() throws {
    let found = try formation().proposals(
      for: request([
        (feature("Robert", "a"), 1), (feature("Bobby"), 1), (feature("Robert", "b"), 1),
        (feature("1980s"), 1), (feature("1990s"), 1),
      ]))
    #expect(Set(found.map { Set($0.members) }) == [[0, 2], [1], [3], [4]])
  }

  @Test func aNameThatIsAlsoAnOrdinaryWordIsOne() throws {
    let found = try formation().proposals(
      for: request([(feature("Sea"), 2), (feature("sea", "b"), 1), (feature("ocean"), 1)]))
    #expect(found.count == 1)
    #expect(found.first?.name == "sea")
  }

  @Test func goodAndBadStayApart() throws {
    let items = [(feature("good", "", 1.0), 1), (feature("bad", "", -2.0), 1)]
    #expect(try formation(hasValence: true).proposals(for: request(items)).count == 2)
    // Without valences the words' own sides count.
    let plain = [(feature("good"), 1), (feature("bad"), 1)]
    #expect(try formation().proposals(for: request(plain)).count == 2)
  }

  @Test func aDeniedFeatureStaysApartFromAPlainOne() throws {
    let items = [(feature("funny", "", 1.0), 1), (feature("not funny", "", 0.6), 1)]
    #expect(try formation(hasValence: true).proposals(for: request(items)).count == 2)
  }

  @Test func namesAreUnique() throws {
    let items = [
      (feature("good", "", 1.0), 1), (feature("good", "b", 3.0), 1),
      (feature("good", "c", -3.0), 1),
    ]
    let found = try formation(hasValence: true).proposals(for: request(items))
    #expect(found.count >= 2)
    #expect(Set(found.map { $0.name.lowercased() }).count == found.count)
  }

  @Test func rarerNamesJoinTheNearestOrStandAlone() throws {
    let items = [
      (feature("novel"), 3), (feature("sea"), 3), (feature("book"), 1), (feature("funny"), 1),
      (feature("xyzzy"), 1),
    ]
    let found = try formation(limit: 2).proposals(for: request(items))
    #expect(found.flatMap(\.members).sorted() == Array(items.indices))
    #expect(found.contains { Set($0.members).isSuperset(of: [0, 2]) })
    #expect(found.contains { $0.members == [4] })
  }

  @Test func nothingToGroup() throws {
    #expect(try formation().proposals(for: request([])).isEmpty)
  }
}
