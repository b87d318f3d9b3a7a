import Exact
import Interpretation
import Mechanisms
import Testing
import Twin

@testable import Collusion

/// Small mechanisms, each for one point of what a mechanism file means, with largest gains worked out
/// by hand.
@Suite("What a mechanism means")
struct SemanticsTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var title: String
    var text: String
    /// The largest gain of exactly these coalitions.
    var gains: [(coalition: [String: Int], gain: Rational)]
    var prescribed: [Property.Override] = []

    var testDescription: String { title }
  }

  @Test("the twin, the interpretation and the solver find the gain", arguments: examples)
  func largestGain(example: Example) async throws {
    let mechanism = try Mechanism(
      reading: "mechanism: example\n" + example.text, file: "example.yaml")
    let problems = try await Checker().problems(of: mechanism)
    #expect(problems.found.isEmpty && problems.open.isEmpty)
    let point = Dictionary(
      uniqueKeysWithValues: mechanism.parameters.map { ($0.name, $0.defaultValue ?? 0) })
    for (members, gain) in example.gains {
      let coalition = Coalition(members)
      let reply = try Twin(
        mechanism, parameters: point, coalition: coalition, prescribing: example.prescribed
      ).bestReply()
      #expect(reply.gain == gain, "the twin, \(members)")
      if gain > 0 {
        let formula = try GainFormula(
          of: reply.deviation, by: coalition, for: .gain,
          on: Subject(
            mechanism,
            Property("it", against: .perRole([]), prescribing: example.prescribed)), at: point)
        #expect(formula.gain == gain, "the interpretation, \(members)")
      }
      try await confirm(
        gain, of: coalition, at: point, in: mechanism, prescribing: example.prescribed)
    }
  }

  /// A leader turns left or right evenly; a follower gets 2 for turning the same way.
  private static func following(_ first: String) -> String {
    """
    roles: {leader: 1, follower: 1}
    steps:
    \(first)
      - when: (leader.turn = left and follower.turn = left) or (leader.turn = right and follower.turn = right)
        then: [{pay: 2, from: world, to: follower}]
    """
  }

  private static func leading(seenBy audience: String = "everyone") -> String {
    "{choose: leader.turn, options: [left, right], honest: {left: 1/2, right: 1/2}, seen by: \(audience)}"
  }

  private static let followingOne =
    "{choose: follower.turn, options: [left, right], honest: left}"

  /// A hidden coin; guessing right earns 4, guessing wrong costs 4.
  private static func guessing(_ middle: String, roles: String = "guesser: 1") -> String {
    """
    parameters: {look: {default: 1}}
    assume: [look >= 0]
    roles: {\(roles)}
    steps:
      - chance: coin
        outcomes: {heads: 1/2, tails: 1/2}
        hidden: true
    \(middle)
      - choose: guesser.guess
        options: [pass, up, down]
        honest: pass
      - pay: if (guess = up and coin = heads) or (guess = down and coin = tails) then 4 else 0
        from: world
        to: guesser
      - pay: if (guess = up and coin = tails) or (guess = down and coin = heads) then 4 else 0
        from: guesser
        to: world
    """
  }

  private static let looking = """
      - choose: guesser.effort
        options: {inspect: {cost: look, learns: coin}, wait: }
        honest: wait
    """

  /// The inspection game at its mixed equilibrium, but for the order of the moves.
  private static func inspection(_ moves: String) -> String {
    """
    parameters: {price: {default: 2}, cost: {default: 1}, fine: {default: 6}, fee: {default: 1/2}}
    assume: [0 < cost < price, fine >= 0, fee > 0]
    roles: {node: 1, client: 1}
    steps:
    \(moves)
      - when: client.reaction = check
        then:
          - {pay: fee, from: client, to: world}
          - when: node.result = wrong
            then: [{pay: fine, from: node, to: burn}, {pay: fine / 3, from: world, to: client}]
            else: [{pay: price, from: client, to: node}]
        else: [{pay: price, from: client, to: node}]
    """
  }

  private static let working =
    "{choose: node.result, options: {correct: {cost: cost}, wrong: }, honest: {wrong: 1/8, correct: 7/8}}"

  private static let reacting =
    "{choose: client.reaction, options: [accept, check], honest: {check: 1/8, accept: 7/8}}"

  static let examples: [Example] = [
    Example(
      title: "a choice is seen by all once its step is over",
      text: following("  - \(leading())\n  - \(followingOne)"),
      gains: [(["follower": 1], 1), (["leader": 1], 0), (["leader": 1, "follower": 1], 1)]),
    Example(
      title: "a choice is not seen by those it is hidden from",
      text: following("  - \(leading(seenBy: "none"))\n  - \(followingOne)"),
      gains: [(["follower": 1], 0), (["leader": 1, "follower": 1], 1)]),
    Example(
      title: "a choice may be seen by some roles",
      text: following("  - \(leading(seenBy: "[follower]"))\n  - \(followingOne)"),
      gains: [(["follower": 1], 1)]),
    Example(
      title: "those who choose together do not see each other",
      text: following(
        "  - together: [\(leading()), \(followingOne)]"
      ),
      gains: [(["follower": 1], 0), (["leader": 1, "follower": 1], 1)]),
    Example(
      title: "a hidden outcome is not known", text: guessing(""), gains: [(["guesser": 1], 0)]),
    Example(
      title: "what is revealed is known from there", text: guessing("  - reveal: coin"),
      gains: [(["guesser": 1], 4)]),
    Example(
      title: "looking costs, and tells", text: guessing(looking), gains: [(["guesser": 1], 3)]),
    Example(
      title: "members share what they know: one looks for both",
      text: guessing(looking, roles: "guesser: 2"),
      gains: [(["guesser": 1], 3), (["guesser": 2], 7)]),
    Example(
      title: "payments tell nothing",
      text: guessing(
        "  - when: coin = heads\n    then: [{pay: 1, from: world, to: guesser}]"),
      gains: [(["guesser": 1], 0)]),
    Example(
      title: "being asked tells at which step one stands",
      text: """
        roles: {guesser: 1}
        steps:
          - chance: coin
            outcomes: {heads: 1/3, tails: 2/3}
            hidden: true
          - when: coin = heads
            then:
              - choose: guesser.guess
                options: [pass, heads]
                honest: pass
              - when: guesser.guess = heads
                then: [{pay: 6, from: world, to: guesser}]
        """,
      gains: [(["guesser": 1], 2)]),
    Example(
      title: "each honest agent mixes for itself",
      text: """
        roles: {boss: 1, worker: 3}
        steps:
          - together:
              - choose: boss.bet
                options: [no, yes]
                honest: no
              - choose: worker.answer
                options: [a, b]
                honest: {a: 1/2, b: 1/2}
          - when: boss.bet = yes and (count(worker where answer = a) = 3 or count(worker where answer = b) = 3)
            then: [{pay: 8, from: world, to: boss}]
        """,
      gains: [(["boss": 1], 2), (["boss": 1, "worker": 1], 2), (["boss": 1, "worker": 3], 8)]),
    Example(
      title: "agents are drawn without replacement, and who was drawn is seen",
      text: """
        roles: {plaintiff: 1, juror: 4}
        steps:
          - draw: jury
            from: juror
            count: 2
          - choose: jury.vote
            options: [truth, lie]
            honest: truth
          - when: count(jury where vote = lie) = 2
            then: [{pay: 6, from: world, to: plaintiff}]
            else: [{pay: 1, from: jury where vote = lie, to: burn}]
        """,
      gains: [
        (["juror": 2], 0), (["plaintiff": 1, "juror": 2], 1), (["plaintiff": 1, "juror": 3], 3),
      ]),
    Example(
      title: "a later draw may leave out those drawn before; what was not set is none",
      text: """
        roles: {juror: 3}
        steps:
          - draw: first
            from: juror
          - choose: first.vote
            options: [truth, lie]
            honest: truth
          - draw: second
            from: juror where not in first
          - choose: second.vote
            options: [truth, lie]
            honest: truth
          - when: count(juror where vote = lie) = 2
            then: [{pay: 3, from: world, to: juror where vote = none}]
        """,
      gains: [(["juror": 1], 0), (["juror": 2], 0), (["juror": 3], 3)]),
    Example(
      title: "a chance of each agent is its own, and hidden also from itself",
      text: """
        roles: {node: 2}
        steps:
          - chance: node.machine
            outcomes: {fine: 3/4, broken: 1/4}
            hidden: true
          - choose: node.claim
            options: [modest, bold]
            honest: modest
          - pay: if claim = bold and machine = fine then 2 else 0
            from: world
            to: node
          - pay: if claim = bold and machine = broken then 4 else 0
            from: node
            to: world
          - when: count(node where claim = bold and machine = fine) = 2
            then: [{pay: 1, from: world, to: node}]
        """,
      gains: [(["node": 1], Rational(1, 2)), (["node": 2], Rational(17, 8))]),
    Example(
      title: "the amount may speak of each agent's own attributes",
      text: """
        roles: {house: 1, player: 2}
        steps:
          - choose: player.bid
            options: [low, high]
            honest: high
          - {pay: if bid = low then 1 else 5, from: player, to: house}
        """,
      gains: [(["player": 1], 4), (["player": 2], 8), (["house": 1, "player": 1], 0)]),
    Example(
      title: "what was chosen stands until it is chosen again; a let is bound anew in each round",
      text: """
        roles: {worker: 1}
        steps:
          - let: streak
            be: 0
          - repeat: 3
            steps:
              - choose: worker.work
                options: {yes: {cost: 2}, no: }
                honest: no
              - let: streak
                be: "if worker.work = yes then streak + 1 else 0"
              - {pay: streak ^ 2, from: world, to: worker}
        """,
      gains: [(["worker": 1], 8)]),
    Example(
      title: "an option may have a condition, and whoever is asked sees what it may do",
      text: """
        roles: {guesser: 1}
        steps:
          - chance: coin
            outcomes: {heads: 1/2, tails: 1/2}
            hidden: true
          - choose: guesser.guess
            options:
              pass:
              heads:
              extra: {if: coin = heads}
            honest: pass
          - when: guesser.guess = heads and coin = heads
            then: [{pay: 4, from: world, to: guesser}]
          - when: guesser.guess = heads and coin = tails
            then: [{pay: 4, from: guesser, to: world}]
        """,
      gains: [(["guesser": 1], 2)]),
    Example(
      title: "what nobody is asked is not prescribed: all may leave the rules together",
      text: """
        parameters: {n: {type: integer, default: 2}}
        assume: [n >= 2]
        roles: {al: n}
        steps:
          - {choose: al.a, options: [ax, ay], honest: ax}
          - {choose: al.b, options: {bx: {if: count(al where a = ax) >= 1}, by: }, honest: bx}
          - when: count(al where a = ay) = size(al)
            then: [{pay: 1, from: world, to: al}]
        """,
      gains: [(["al": 1], 0), (["al": 2], 2)]),
    Example(
      title: "a payment to nobody is none",
      text: """
        parameters: {s: {type: integer, default: 1}}
        assume: [0 <= s <= 1]
        roles: {buyer: 2, seller: s}
        steps:
          - {choose: buyer.deed, options: [buy, leave], honest: buy}
          - {pay: 1, from: buyer where deed = buy, to: seller}
        """,
      gains: [(["buyer": 2], 2), (["buyer": 1], 1), (["buyer": 1, "seller": 1], 0)]),
    Example(
      title: "at the mixed equilibrium of the inspection game neither gains",
      text: inspection(
        "  - together: [\(working), \(reacting)]"),
      gains: [(["node": 1], 0), (["client": 1], 0)]),
    Example(
      title: "a client who sees the result first gains",
      text: inspection("  - \(working)\n  - \(reacting)"),
      gains: [(["node": 1], 0), (["client": 1], Rational(7, 16))]),
    Example(
      title:
        "what is hidden of honest agents does not blur what is seen of them, however many they are",
      text: """
        parameters: {n: {type: integer, default: 2}}
        assume: [1 <= n <= 3]
        roles: {node: n}
        steps:
          - repeat: 2
            steps:
              - {choose: node.act, options: {pay: {cost: 1}, save: }, honest: pay}
              - {chance: node.luck, outcomes: {good: 1/4, bad: 3/4}, hidden: true}
          - {reveal: node.luck}
        """,
      gains: [(["node": 1], 2)]),
    Example(
      title: "another profile may be prescribed",
      text: following("  - \(leading())\n  - \(followingOne)"),
      gains: [(["follower": 1], 2)],
      prescribed: [Property.Override("leader", "turn", Prescription("right"))]),
  ]
}
