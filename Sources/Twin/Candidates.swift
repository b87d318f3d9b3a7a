/// Agents of whom some are drawn, in ascending order.
enum Candidates {
  /// All agents of a role.
  case range(Range<Int>)
  case list([Int])

  var count: Int {
    switch self {
    case .range(let agents): agents.count
    case .list(let agents): agents.count
    }
  }

  subscript(_ position: Int) -> Int {
    switch self {
    case .range(let agents): agents.lowerBound + position
    case .list(let agents): agents[position]
    }
  }

  /// Those who are in a set.
  ///
  /// - Complexity: O(the smaller of both), for all of a role.
  func these(_ set: Set<Int>) -> [Int] {
    switch self {
    case .range(let agents) where set.count < agents.count:
      set.filter(agents.contains).sorted()
    case .range(let agents): agents.filter(set.contains)
    case .list(let agents): agents.filter(set.contains)
    }
  }

  /// The first ones, so many, who are not in a set.
  func first(_ number: Int, notIn set: Set<Int>) -> [Int] {
    var found: [Int] = []
    for position in 0..<count where found.count < number {
      if !set.contains(self[position]) { found.append(self[position]) }
    }
    return found
  }
}
