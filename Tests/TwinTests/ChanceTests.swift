import Exact
import Testing

@testable import Twin

@Suite("Sources of chance")
struct ChanceTests {
  @Test("every way is gone once")
  func everyWay() {
    let ways = EveryWay()
    var paths: [[Int]] = []
    repeat {
      let first = ways.choose(among: 2)
      let second = ways.choose(among: 1)
      paths.append([first, second] + (first == 0 ? [ways.pickEvenly(among: 3)] : []))
    } while ways.advance()
    #expect(paths == [[0, 0, 0], [0, 0, 1], [0, 0, 2], [1, 0]])
  }

  @Test("the generator is SplitMix64")
  func generator() {
    // The first numbers of the reference implementation for the seed 1234567.
    var generator = SplitMix64(state: 1_234_567)
    #expect(generator.next() == 6_457_827_717_110_365_317)
    #expect(generator.next() == 3_203_168_211_198_807_973)
  }

  @Test("ways are picked as often as they are likely")
  func frequencies() {
    let source = Seeded(seed: 5)
    let picks = (0..<10_000).map { _ in source.pick([Rational(1, 4), Rational(3, 4)]) }
    #expect((2_300...2_700).contains(picks.count { $0 == 0 }))
  }
}
