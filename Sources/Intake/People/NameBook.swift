/// Names of people in files in which each record is a person: two of one name are two people.
struct NameBook {
  private var taken: Set<UInt64> = []
  /// How many got another name.
  private(set) var renamed = 0
  private(set) var example: (was: String, became: String)?

  /// The name of the next person.
  mutating func name(_ wanted: String, orElse other: String?, task: String) -> String {
    if take(wanted, task) { return wanted }
    var name = other ?? "\(wanted) (2)"
    var number = 2
    while !take(name, task) {
      name = "\(other ?? wanted) (\(number))"
      number += 1
    }
    renamed += 1
    if example == nil { example = (wanted, name) }
    return name
  }

  private mutating func take(_ name: String, _ task: String) -> Bool {
    taken.insert(TextHash.value(of: name, seed: TextHash.value(of: task))).inserted
  }

  /// What was done, to be told.
  var remark: String? {
    guard let example else { return nil }
    let people = Count.of(renamed, "person", "people")
    return "a name that stands twice is two people (\(people) more): \"\(example.was)\" is also "
      + "\"\(example.became)\""
  }
}
