import Exact
import Games
import Testing

@Suite("An information set")
struct RecallTests {
  private func forgetful(_ nodes: String) throws -> String? {
    let text = "EFG 2 R \"\" { \"A\" \"B\" }\n" + nodes
    let tree = try Game(gambit: Array(text.utf8)).tree
    return tree.forgetfulInformationSet.map { tree.informationSets[$0].label }
  }

  @Test("in which others' choices cannot be told apart forgets nothing")
  func others() throws {
    let nodes = #"""
      p "" 1 1 "first" { "a" "b" } 0
      p "" 2 1 "second" { "a" "b" } 0
      t "" 0
      p "" 1 2 "after a" { "a" } 0
      t "" 0
      p "" 2 1 0
      p "" 1 3 "after b" { "a" } 0
      t "" 0
      t "" 0
      """#
    #expect(try forgetful(nodes) == nil)
  }

  @Test("forgets what its player did before, or whether it was there before")
  func own() throws {
    let twice = #"""
      p "" 1 1 "first" { "a" "b" } 0
      p "" 1 2 "second" { "a" } 0
      t "" 0
      p "" 1 2 0
      t "" 0
      """#
    #expect(try forgetful(twice) == "second")
    let driver = #"""
      p "" 1 1 "driver" { "on" "off" } 0
      p "" 1 1 0
      t "" 0
      t "" 0
      t "" 0
      """#
    #expect(try forgetful(driver) == "driver")
  }

  @Test("forgets what its player knew before, also in subtrees that are alike")
  func knowledge() throws {
    var builder = GameTreeBuilder(players: 1)
    let (left, right) = (builder.action("left"), builder.action("right"))
    let set = builder.informationSet(of: 0, "late")
    let end = builder.terminal([builder.payoff(.zero)])
    let late = builder.decision(of: 0, informationSet: set, [(action: left, child: end)])
    func tree(_ early: GameTree.Node) -> GameTree {
      var builder = builder
      let root = builder.chance(
        [1, 0], [(action: left, child: early), (action: right, child: early)])
      return builder.tree(root: root)
    }
    #expect(tree(late).forgetfulInformationSet == nil)
    let early = builder.decision(of: 0, [(action: right, child: late)])
    #expect(tree(early).forgetfulInformationSet == set)
  }
}
