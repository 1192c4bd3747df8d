internal import Storage
internal import Workbench

/// The people who were read last, so that going back to one shows them at once.
///
/// Another process may have changed them meanwhile: whoever takes one from here reads them again and
/// shows what is new.
struct RecentPeople {
  private var people: [Library.UserID: OpenPerson] = [:]
  /// The one that was wanted longest ago first.
  private var order: [Library.UserID] = []

  /// How many are kept: a screenful of going up and down, some megabytes.
  static let limit = 24

  /// Somebody who was read before.
  subscript(id: Library.UserID) -> OpenPerson? { people[id] }

  /// Keeps somebody as they were read.
  mutating func keep(_ person: OpenPerson) {
    people[person.id] = person
    order.removeAll { $0 == person.id }
    order.append(person.id)
    if order.count > Self.limit { people[order.removeFirst()] = nil }
  }

  /// Forgets somebody who has changed.
  mutating func forget(_ id: Library.UserID) {
    people[id] = nil
    order.removeAll { $0 == id }
  }
}
