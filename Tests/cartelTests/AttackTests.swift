import Testing

@Suite("cartel attack")
struct AttackTests {
  private let choosing = """
    mechanism: choosing
    parameters: {prize: {default: 5}}
    assume: [prize >= 0]
    roles: {node: 1}
    steps:
      - {choose: node.act, options: [good, small, large], honest: good}
      - when: node.act = small
        then: [{pay: 1, from: world, to: node}]
      - when: node.act = large
        then: [{pay: prize, from: world, to: node}]
    properties:
      it: {coalition: {node: 1}}
      more than is to be had at the default: {coalition: {node: 1}, margin: 6}

    """

  private func output(_ option: String?) throws -> String {
    let tool = try Tool()
    try tool.write(choosing, to: "choosing.yaml")
    let outcome =
      try option.map { try tool.run("attack", "choosing.yaml", $0) }
      ?? tool.run("attack", "choosing.yaml")
    #expect(outcome.status == 0)
    return outcome.output
  }

  @Test("the smallest attack takes the first option that pays")
  func smallest() throws {
    #expect(try output(nil).contains("The node alone gains 1."))
  }

  @Test("the most profitable one is asked for at the defaults; else it is the smallest")
  func mostProfitable() throws {
    let text = try output("--most-profitable")
    #expect(text.contains("The node alone gains 5.") && !text.contains("The node alone gains 1."))
    #expect(text.contains("prize = ") && text.contains("(usually 5)"))
  }
}
