package import Storage

/// How the screen is shown to a room: under other names, without money, one step after the other.
package struct Presenter: Equatable, Sendable {
  /// Whether it is shown to a room.
  package var isOn = false
  /// How many parts of the answer have been shown.
  package var shown = 1

  package init(isOn: Bool = false, shown: Int = 1) {
    self.isOn = isOn
    self.shown = shown
  }

  /// The name that somebody has in front of others: the same for the same person of a library, and
  /// another for each.
  ///
  /// - Parameter id: who it is; nothing of the real name goes into it.
  package static func pseudonym(of id: Library.UserID) -> String {
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
