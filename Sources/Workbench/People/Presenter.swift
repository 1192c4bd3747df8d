internal import Storage
internal import Workbench

/// How the screen is shown to a room: under other names, without money, one step after the other.
struct Presenter: Equatable, Sendable {
  /// Whether it is shown to a room.
  var isOn = false
  /// How many parts of the answer have been shown.
  var shown = 1

  /// The name that somebody has in front of others: the same for the same person of a library, and
  /// another for each.
  ///
  /// - Parameter id: who it is; nothing of the real name goes into it.
  static func pseudonym(of id: Library.UserID) -> String {
    let count = Int64(colours.count * birds.count)
    // An odd step goes through all pairs before one comes again.
    let place = Int((id * 293 % count + count) % count)
    let name = "\(colours[place % colours.count]) \(birds[place / colours.count])"
    let round = id / count
    return round == 0 ? name : "\(name) \(round + 1)"
  }

  private static let colours = [
    "Amber", "Ash", "Azure", "Bronze", "Cedar", "Chalk", "Cobalt", "Copper", "Coral", "Ebony",
    "Fern", "Flint", "Hazel", "Indigo", "Ivory", "Jade", "Linen", "Maple", "Ochre", "Olive",
    "Onyx", "Opal", "Pearl", "Pine", "Plum", "Quartz", "Russet", "Saffron", "Slate", "Teal",
    "Umber", "Willow",
  ]

  private static let birds = [
    "Avocet", "Bittern", "Bunting", "Curlew", "Dipper", "Dunlin", "Egret", "Falcon", "Finch",
    "Gannet", "Godwit", "Grebe", "Heron", "Hoopoe", "Ibis", "Jackdaw", "Kestrel", "Kite",
    "Lapwing", "Linnet", "Martin", "Merlin", "Nuthatch", "Oriole", "Osprey", "Petrel", "Plover",
    "Robin", "Sparrow", "Starling", "Swift", "Wren",
  ]
}

extension CockpitState {
  /// The name that a person has on the screen.
  func name(of id: Library.UserID, _ name: String) -> String {
    presentation.isOn ? Presenter.pseudonym(of: id) : name
  }

  /// The name that a person has on the screen.
  func name(of person: OpenPerson) -> String { name(of: person.id, person.user.name) }

  /// The name that the open person has on the screen.
  var personName: String { person.map(name(of:)) ?? "" }

  /// Begins or ends showing the screen to a room.
  mutating func present(_ isOn: Bool) {
    presentation = Presenter(isOn: isOn)
    sheet = nil
    checks = nil
    // What was said so far may name people.
    log = MessageLog()
    status = nil
    filter.setText("")
    filterBefore = ""
    reorder()
    status = Status(
      kind: .done,
      text: isOn
        ? "For a room: other names, no money. In panel 3 \(key(.pageDown)) shows the next step."
        : "Real names and money are shown again.")
  }

  /// Shows the next part of the answer, or one less; `false` where all or no others are shown.
  mutating func turnPresentation(_ step: Int) -> Bool {
    guard presentation.isOn, let record, pathTab == .path else { return false }
    let parts = PresentedAnswer.partCount(of: record)
    let shown = min(max(1, presentation.shown + step), parts)
    guard shown != presentation.shown else { return false }
    presentation.shown = shown
    // The new part is what the room looks at.
    pathTop = 10_000_000
    return true
  }
}
