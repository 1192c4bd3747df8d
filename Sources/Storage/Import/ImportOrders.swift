internal import RPM

/// What an import has to say of the order of histories: whose dates could not be read, and whose
/// are there for a part only. Who has no dates at all is not spoken of.
struct ImportOrders {
  private var orders: [Int64: HistoryOrder] = [:]
  private var names: [Int64: String] = [:]
  /// The people in the order in which they came.
  private var people: [Int64] = []

  /// Takes what is known of a person, who may come again.
  mutating func note(_ order: HistoryOrder, of name: String, id: Int64) {
    let isOdd = order.unread > 0 || order.isKnown && order.undated > 0
    guard isOdd || orders[id] != nil else { return }
    if names.updateValue(name, forKey: id) == nil { people.append(id) }
    orders[id] = order
    // The first are told in words; of many others their number is enough.
    if people.count > 100 { orders[id]?.problem = nil }
  }

  /// A sentence for what is unknown and one for what is missing, each with the first person.
  var remarks: [String] {
    func remark(_ isMeant: (HistoryOrder) -> Bool) -> String? {
      let meant = people.filter { orders[$0].map(isMeant) ?? false }
      guard let first = meant.first, let name = names[first], let order = orders[first] else {
        return nil
      }
      let others = meant.count - 1
      let whose = others == 0 ? name : "\(name) and \(others) more"
      return "order of \(whose): \(order.words)"
    }
    return [
      remark { !$0.isKnown && $0.unread > 0 },
      remark { $0.isKnown && $0.undated + $0.unread > 0 },
    ].compactMap(\.self)
  }
}
