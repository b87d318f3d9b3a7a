import Exact
import Testing

@testable import Interpretation

@Suite("Splits")
struct SplitsTests {
  @Test(
    "every split is found once, and their number is known", arguments: [(0, 1), (3, 2), (5, 4)])
  func splitsAreComplete(count: Int, parts: Int) {
    let all = splits(of: count, into: parts)
    #expect(Set(all).count == all.count)
    #expect(all.allSatisfy { $0.reduce(0, +) == count && $0.count == parts })
    #expect(Double(all.count) == compositions(of: count, into: parts))
  }

  @Test("the weights of independent agents sum to the number of their outcomes")
  func multinomialTheorem() {
    let total = splits(of: 6, into: 3).reduce(Rational(0)) { $0 + multinomial($1) }
    #expect(total == 729)
  }

  @Test("picking at random without replacement is a distribution with the right means")
  func contingencyTables() {
    let tables = contingencies(rows: [2, 3], columns: [1, 4])
    #expect(tables.reduce(Rational(0)) { $0 + $1.probability } == 1)
    let mean = tables.reduce(Rational(0)) { $0 + $1.probability * Rational($1.table[0][0]) }
    #expect(mean == Rational(2, 5))
  }
}
