/// What deals may need, whatever way they go.
extension DealTree {
  /// So many situations of one kind of deal are looked at.
  static let mostExplored = 20_000

  /// Unfolds all ways in which the deals of a book can go.
  ///
  /// - Throws: ``SimulationError/cannotFindNeeds(limit:)`` if there are too many situations, or rounds without
  ///   end.
  /// - Complexity: a deal of the twin is played for each end.
  mutating func explore(_ book: Int) throws {
    var open = [books[book].root]
    var count = 0
    while let number = open.popLast() {
      count += 1
      let node = nodes[number]
      if node.kind == .end {
        if endings[Int(node.set)].nextRound == nil { continue }
        throw SimulationError.cannotFindNeeds(limit: Self.mostExplored)
      }
      if count > Self.mostExplored {
        throw SimulationError.cannotFindNeeds(limit: Self.mostExplored)
      }
      for way in 0..<Int(node.branches) {
        let child = branches[Int(node.firstBranch) + way].child
        open.append(child >= 0 ? Int(child) : try grow(way, from: number))
      }
    }
  }

  /// Of each seat of a book, the most that it may be out of pocket on any way, in units.
  ///
  /// - Precondition: the book was explored.
  func needs(of book: Int) -> [Int64] {
    var needs = Array(repeating: Int64(0), count: books[book].seats.count)
    var open = [(node: books[book].root, money: needs)]
    while let (number, before) = open.popLast() {
      var money = before
      let node = nodes[number]
      for payment in payments[Int(node.firstPayment)..<Int(node.firstPayment + node.payments)] {
        if payment.source >= 0 {
          let seat = Int(payment.source)
          money[seat] -= payment.amount
          needs[seat] = max(needs[seat], -money[seat])
        }
        if payment.target >= 0 { money[Int(payment.target)] += payment.amount }
      }
      for way in 0..<Int(node.branches) {
        open.append((Int(branches[Int(node.firstBranch) + way].child), money))
      }
    }
    return needs
  }
}
