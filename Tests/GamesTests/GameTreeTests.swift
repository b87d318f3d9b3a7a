import Exact
import Games
import Testing

@Suite("A game tree")
struct GameTreeTests {
  @Test("holds subtrees that are alike once, and counts the nodes of every history")
  func sharing() {
    var builder = GameTreeBuilder(players: 2)
    let (left, right) = (builder.action("left"), builder.action("right"))
    let (one, two) = (builder.payoff(Payoff(1)), builder.payoff(Payoff(2)))
    #expect(builder.payoff(Payoff(1)) == one)
    let (first, second) = (builder.terminal([one, two]), builder.terminal([two, one]))
    #expect(builder.terminal([one, two]) == first)
    let low = builder.decision(
      of: 1, [(action: left, child: first), (action: right, child: second)])
    let other = builder.decision(
      of: 1, [(action: left, child: first), (action: right, child: second)])
    #expect(low == other)
    let root = builder.decision(of: 0, [(action: left, child: low), (action: right, child: other)])
    let tree = builder.tree(root: root)
    #expect(tree.count == 4)
    #expect(tree.historyCount == 7)
    #expect(tree.nodes(along: [left, right]) == [root, low, second])
    #expect(tree.nodes(along: [left, left, left]) == nil)
    #expect(tree.payoff(of: 1, in: 0) == Payoff(2))
  }
}
