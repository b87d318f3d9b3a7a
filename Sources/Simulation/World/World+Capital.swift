import Exact
import Mechanisms

/// The money of one who may be in several deals, in units.
struct Affairs {
  /// What it has without the deals that are under way.
  var idle: Int64 = 0
  /// What the deals under way may need.
  var reserved: Int64 = 0

  var free: Int64 { idle - reserved }
}

/// Agents whose capital is limited make no deal that may need more than they have free.
extension World {
  /// Finds out what each seat of each kind of deal may need.
  ///
  /// - Throws: ``SimulationError``; also if nobody of a role could ever take part in a deal.
  mutating func findNeeds() throws {
    let scale = tree.scale
    for book in tree.books.indices { try tree.explore(book) }
    try adapt(from: scale)
    for book in tree.books.indices { tree.books[book].needs = tree.needs(of: book) }
    for (seat, role) in plan.principals.enumerated() {
      let most = tree.books.map { $0.needs[seat] }.max() ?? 0
      dearest.append(most)
      let capital = plan.mostCapital(of: role)
      if let capital, capital < tree.money(most) {
        throw SimulationError.tooLittleCapital(
          role: plan.roles[role].name, needed: tree.money(most), present: capital)
      }
    }
  }

  /// What a seat may need, in units.
  func need(of seat: Int, _ book: Int) -> Int64 { tree.books[book].needs[seat] }

  /// Whether an agent has so much free.
  func canAfford(_ amount: Int64, _ resident: Int) -> Bool {
    !plan.isCapitalLimited || plan.capital(of: residents[resident]) == nil
      || affairs[resident].free >= amount
  }

  /// Whether an agent has enough free for whichever kind of deal comes next.
  func canAffordAny(_ resident: Int, role: Int) -> Bool {
    guard let seat = plan.principals.firstIndex(of: role) else { return true }
    return canAfford(dearest[seat], resident)
  }
}
