extension GameTree {
  /// The first information set in which its player cannot tell what it did or knew before: there is no perfect
  /// recall [Kuhn 1953]. Nil if there is none.
  ///
  /// - Complexity: O(players · (nodes and edges)).
  public var forgetfulInformationSet: Int? {
    let histories = histories
    var memories = Memories()
    // What each player did and knew until a node: nil if no history leads there.
    var known = [Int?](repeating: nil, count: count * players)
    for player in 0..<players where count > 0 { known[root * players + player] = Memories.none }
    var ofSets = [Int?](repeating: nil, count: informationSets.count)
    var forgetful: Int?
    for node in (0..<count).reversed() where histories[node] > 0 {
      var mover: Int?
      var place = -1 - node
      if case .decision(let player, let set) = kind(of: node) {
        mover = player
        if let set {
          place = set
          let memory = known[node * players + player] ?? Memories.various
          if memory == Memories.various || (ofSets[set] ?? memory) != memory {
            forgetful = min(forgetful ?? set, set)
          }
          ofSets[set] = memory
        } else if histories[node] > 1 {
          // Each history is known there, and so remembered below.
          known[node * players + player] = Memories.various
        }
      }
      for edge in edges(of: node) {
        for player in 0..<players {
          var memory = known[node * players + player] ?? Memories.various
          if player == mover { memory = memories.after(memory, place, action(on: edge)) }
          let below = child(on: edge) * players + player
          known[below] = (known[below] ?? memory) == memory ? memory : Memories.various
        }
      }
    }
    return forgetful
  }
}

/// What a player did and knew, numbered.
private struct Memories {
  /// Nothing.
  static let none = 0
  /// Not always the same.
  static let various = -1

  private struct Step: Hashable {
    var before: Int
    var place: Int
    var action: Int
  }

  private var numbers: [Step: Int] = [:]

  /// What is remembered after an action in an information set.
  mutating func after(_ memory: Int, _ place: Int, _ action: Int) -> Int {
    if memory == Self.various { return memory }
    let step = Step(before: memory, place: place, action: action)
    if let number = numbers[step] { return number }
    numbers[step] = numbers.count + 1
    return numbers.count
  }
}
