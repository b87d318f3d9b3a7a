import Exact

/// Every way to write a count as an ordered sum of so many parts, each 0 or more; none for a count
/// below 0, as a group can have in situations that do not occur.
///
/// - Complexity: O(their number × parts).
func splits(of count: Int, into parts: Int) -> [[Int]] {
  guard count >= 0 else { return [] }
  guard parts > 0 else { return count == 0 ? [[]] : [] }
  if parts == 1 { return [[count]] }
  return (0...count).reversed().flatMap { first in
    splits(of: count - first, into: parts - 1).map { [first] + $0 }
  }
}

/// How many ways ``splits(of:into:)`` finds.
func compositions(of count: Int, into parts: Int) -> Double {
  (1..<max(parts, 1)).reduce(1.0) { $0 * Double(count + $1) / Double($1) }
}

/// How many ways there are to deal labelled agents into parts of these sizes.
func multinomial(_ parts: [Int]) -> Rational {
  var ways: Rational = 1
  var total = 0
  for part in parts {
    for index in 0..<part { ways = ways * Rational(total + index + 1, index + 1) }
    total += part
  }
  return ways
}

/// Every table of counts with these row sums whose columns sum to no more than the rest allows: how
/// many of each row go to each column, when the columns pick at random without replacement. With
/// their probabilities.
func contingencies(rows: [Int], columns: [Int]) -> [(table: [[Int]], probability: Rational)] {
  guard let column = columns.first else {
    return [(table: rows.map { _ in [] }, probability: 1)]
  }
  let ways = binomial(rows.reduce(0, +), column)
  return splits(of: column, into: rows.count).flatMap { split in
    guard zip(rows, split).allSatisfy({ $0 >= $1 }) else {
      return [(table: [[Int]], probability: Rational)]()
    }
    let favourable = zip(rows, split).reduce(Rational(1)) { $0 * binomial($1.0, $1.1) }
    return contingencies(
      rows: zip(rows, split).map { $0 - $1 }, columns: Array(columns.dropFirst())
    )
    .map { rest in
      (
        table: zip(split, rest.table).map { [$0] + $1 },
        probability: favourable / ways * rest.probability
      )
    }
  }
}

func binomial(_ size: Int, _ count: Int) -> Rational {
  (0..<count).reduce(Rational(1)) { $0 * Rational(size - $1, $1 + 1) }
}
