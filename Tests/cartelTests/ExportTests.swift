import Foundation
import Testing

@Suite("cartel export")
struct ExportTests {
  private let shop = """
    mechanism: shop
    parameters:
      price: {default: 3}
      value: {about: what it is worth}
    assume: [0 < price < value]
    roles: {buyer: 1, seller: 2}
    steps:
      - {choose: buyer.order, options: [buy, leave], honest: buy}
      - when: buyer.order = buy
        then:
          - {pay: 2 * price, from: buyer, to: world}
          - {pay: price, from: world, to: seller}
          - {choose: seller.deed, options: [send, keep], honest: send}
          - when: count(seller where deed = send) = 2
            then: [{pay: 2 * value, from: world, to: buyer}]
    properties:
      one seller: {coalition: {seller: 1}, expect: proved}
      the buyer, of sellers who keep all:
        coalition: {buyer: 1}
        prescribe: {seller.deed: keep}
        expect: broken
    """

  private func tool() throws -> Tool {
    let tool = try Tool()
    try tool.write(shop, to: "shop.yaml")
    return tool
  }

  @Test("a tree for Gambit names players, options and money, and can be checked like any other")
  func gambit() throws {
    let tool = try tool()
    let told = try tool.run("export", "--format", "efg", "shop.yaml")
    #expect(told.status == 0 && told.complaints.isEmpty)
    #expect(told.output.hasPrefix("EFG 2 R \"shop where price = 3, value = 4\""))
    #expect(told.output.contains("{ \"buyer\" \"seller 1\" \"seller 2\" }"))
    #expect(told.output.contains("\"order\" { \"buy\" \"leave\" }"))
    let written = try tool.run(
      "export", "--format", "efg", "shop.yaml", "-o", "shop.efg", "--claims")
    #expect(written.status == 0 && written.output.isEmpty)
    #expect(try tool.text(of: "shop.efg") == told.output)
    let checked = try tool.run("check", "shop.efg")
    #expect(checked.status == 0)
    #expect(checked.output.contains("proved     nobody gains alone"))
  }

  @Test("a property brings what it prescribes, and the tree shows who gains")
  func property() throws {
    let tool = try tool()
    _ = try tool.run(
      "export", "--format", "efg", "shop.yaml", "--property", "keep all", "-o", "bad.efg",
      "--claims")
    let checked = try tool.run("check", "bad.efg")
    #expect(checked.output.contains("broken     nobody gains alone"))
    let question = try tool.run(
      "export", "--format", "smt2", "shop.yaml", "--property", "keep all", "--coalition", "buyer=1")
    #expect(question.output.contains("Does a plan of buyer gain more than 0?"))
    #expect(question.output.contains("|buyer.order: leave|"))
  }

  @Test("parameters and the coalition can be said; what is wrong with them is told")
  func options() throws {
    let tool = try tool()
    let model = try tool.run(
      "export", "--format", "prism", "shop.yaml", "--coalition", "seller=2", "--set", "value=9")
    #expect(model.status == 0)
    #expect(
      model.output.hasPrefix(
        "// shop where price = 3, value = 9\n// What seller 1 and seller 2 can"))
    let mistakes: [([String], String)] = [
      (["--format", "efg", "--set", "prise=1"], "did you mean 'price'?"),
      (["--format", "efg", "--set", "value=1"], "does not hold where value = 1"),
      (["--format", "smt2"], "name it, as in --coalition node=1"),
      (
        ["--format", "prism", "--coalition", "seller=3"], "the coalition has 3 of 2 'seller' agents"
      ),
      (["--format", "efg", "--most-nodes", "3"], "the tree has more than 3 nodes"),
      (["--format", "efg", "--claims"], "--claims goes with --format efg and --output FILE.efg"),
      (["--format", "checkmate"], "shop.yaml: "),
    ]
    for (arguments, message) in mistakes {
      let outcome = try tool.run(["export", "shop.yaml"] + arguments)
      #expect(outcome.status == 2 && outcome.output.isEmpty, "\(arguments)")
      #expect(outcome.complaints.contains(message), "\(outcome.complaints)")
    }
  }

  @Test("a game tree of another tool is written for a third, with numbers for its symbols")
  func games() throws {
    let tool = try Tool()
    try tool.write(
      """
      {"players": ["A"], "actions": ["l", "r"], "infinitesimals": [], "constants": ["m"],
       "initial_constraints": [], "property_constraints": {"weak_immunity": [], "weaker_immunity": [],
       "collusion_resilience": [], "practicality": []}, "honest_histories": [["l"]],
       "tree": {"player": "A", "children": [
         {"action": "l", "child": {"utility": [{"player": "A", "value": "2*m"}]}},
         {"action": "r", "child": {"utility": [{"player": "A", "value": 1}]}}]}}
      """, to: "game.json")
    let written = try tool.run("export", "game.json", "--format", "efg", "--set", "m=3/2")
    #expect(written.status == 0)
    #expect(written.output.contains("{ 3 }") && written.output.contains("{ 1 }"))
    let without = try tool.run("export", "game.json", "--format", "efg")
    #expect(without.status == 2 && without.complaints.contains("give m"))
    let wrong = try tool.run("export", "game.json", "--format", "prism")
    #expect(wrong.status == 2 && wrong.complaints.contains("--format prism is for mechanisms"))
  }
}
