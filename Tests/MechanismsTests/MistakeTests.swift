import Mechanisms
import Testing

@Suite("Mistakes in a file")
struct MistakeTests {
  @Test(
    "the shape of a file",
    arguments: [
      ("", "1:1: the file is empty"),
      ("a: [b\n", "2:1: not valid YAML: did not find expected ',' or ']'"),
      ("- a\n", "1:1: expected a map for a mechanism, found a list"),
      ("mechanism: a\nmechanism: b\n", "1:1: the key 'mechanism' is given twice"),
      ("{mechanism: a, roles: {r: 1}}", "1:1: a mechanism needs 'steps'"),
      (
        "{mechanism: a, roles: {r: 1}, steps: [], step: []}",
        "1:42: unknown key 'step' in a mechanism; did you mean 'steps'?"
      ),
      (
        "{mechanism: , roles: {r: 1}, steps: [{pay: 1, from: r, to: world}]}",
        "1:13: expected the name of the mechanism, found nothing"
      ),
      ("mechanism: a\n---\nmechanism: b\n", "2:1: not valid YAML: but found another document"),
      ("{mechanism: a, roles: {r: 1}, steps: []}", "1:1: 'steps' is empty"),
      (
        "{mechanism: a, roles: {}, steps: [{pay: 1, from: burn, to: world}]}",
        "1:1: 'roles' is empty"
      ),
    ])
  func shape(text: String, message: String) {
    #expect(mistakes(in: text) == [message])
  }

  @Test(
    "no control characters in names, and none but breaks and tabs in texts",
    arguments: [
      (#""a\nb""#, "", "", "1:12: a name cannot have the control character U+000A"),
      (#""a\tb""#, "", "", "1:12: a name cannot have the control character U+0009"),
      ("a", #""b\e[2Jc""#, "", "2:10: a text cannot have the control character U+001B"),
      ("a", #""b\0c""#, "", "2:10: a text cannot have the control character U+0000"),
      ("a", #""b\x9bc""#, "", "2:10: a text cannot have the control character U+009B"),
      ("a", "b", #""x\n::error ::y""#, "5:16: a name cannot have the control character U+000A"),
      ("a", "b", #""x\ay""#, "5:16: a name cannot have the control character U+0007"),
      ("a", "b", #""x\Ly""#, "5:16: a name cannot have the control character U+2028"),
      ("a", #""\tb\nc""#, "d", nil),
      ("a", "|\n  b\n  c", "d", nil),
    ])
  func controlCharacters(name: String, about: String, property: String, message: String?) {
    let text = """
      mechanism: \(name)
      about: \(about)
      roles: {r: 1}
      steps: [{pay: 1, from: r, to: world}]
      properties: {\(property.isEmpty ? "p" : property): {coalition: {r: 1}}}
      """
    #expect(mistakes(in: text) == (message.map { [$0] } ?? []))
  }

  @Test("no control characters in the names of parts and files, nor in messages")
  func controlCharactersElsewhere() {
    let start = "mechanism: a\nroles: {r: 1}\n"
    #expect(
      mistakes(in: start + #"steps: [{part: "a\nb", steps: [{pay: 1, from: r, to: world}]}]"#)
        == ["3:16: a name cannot have the control character U+000A"])
    #expect(
      mistakes(in: #"based on: "a\nb""#)
        == ["1:11: a name cannot have the control character U+000A"])
    #expect(mistakes(in: #"{"a\e": 1, "a\e": 2}"#) == [#"1:2: the key 'a\U+001B' is given twice"#])
  }

  private func declarationMistakes(_ parameters: String, roles: String = "{r: 1}") -> [String] {
    mistakes(
      in:
        "mechanism: a\nparameters: \(parameters)\nroles: \(roles)\naccounts: [pot]\nsteps: [{pay: 1, from: r, to: pot}]"
    )
  }

  @Test(
    "parameters",
    arguments: [
      ("{a: {defualt: 1}}", "2:18: unknown key 'defualt' in a parameter; did you mean 'default'?"),
      (
        "{a: {type: int}}",
        "2:24: 'type' is one of real, integer, not 'int'"
      ),
      ("{a: {default: b}}", "2:27: unknown parameter 'b'"),
      ("{a: {default: 1/0}}", "2:27: '1/0' is not a number"),
      (
        "{a: {type: integer, default: 1/2}}",
        "2:14: the integer 'a' has a default that is not whole"
      ),
      (
        "{if: {default: 1}}",
        "2:14: 'if' has a meaning in formulas and cannot be the name of a parameter"
      ),
      (
        "{a-b: {default: 1}}",
        "2:14: 'a-b' cannot be the name of a parameter: formulas could not refer to it; use letters, digits and _, and start with a letter or _"
      ),
      ("[a]", "2:13: expected a map for parameters, found a list"),
    ])
  func parameters(text: String, message: String) {
    #expect(declarationMistakes(text) == [message])
  }

  @Test(
    "roles",
    arguments: [
      ("{r: 1, s: 0}", "3:18: the size of s must be a whole number, at least 1"),
      ("{r: 1, s: 3/2}", "3:18: the size of s must be a whole number, at least 1"),
      ("{r: 1, s: m}", "3:18: unknown parameter 'm'"),
      ("{r: 1, world: 1}", "3:15: 'world' is a built-in account"),
      ("{r: 1, pot: 1}", "4:12: 'pot' cannot be an account: it is already a role"),
      ("{r: 1, s: 1 / (1 - 1)}", "3:18: division by zero"),
    ])
  func roles(text: String, message: String) {
    #expect(declarationMistakes("{}", roles: text) == [message])
  }

  @Test("assumptions that the defaults violate, and names that are misspelt")
  func assumptions() {
    let text = """
      mechanism: a
      parameters: {price: {default: 1}, cost: {default: 2}, free: }
      assume:
        - cost < price
        - "cost > free"
        - 0 <= pirce
        - size(r) > cots
        - price
        - >
          price >
          cosd
      roles: {r: 3}
      steps: [{pay: 1, from: r, to: burn}]
      """
    #expect(
      mistakes(in: text) == [
        "6:10: unknown parameter 'pirce'; did you mean 'price'?",
        "7:15: unknown parameter 'cots'; did you mean 'cost'?",
        "8:5: expected true or false, but this is a number",
        "11:5: unknown parameter 'cosd'; did you mean 'cost'?",
      ])
    #expect(
      mistakes(
        in: text.split(separator: "\n").filter {
          !$0.contains("pirce") && !$0.contains("cots") && $0 != "  - price"
            && !$0.contains("  price >") && !$0.contains("cosd") && $0 != "  - >"
        }.joined(separator: "\n"))
        == ["4:5: the defaults of the parameters violate this assumption"])
  }

  @Test(
    "steps",
    arguments: [
      ("  - {choos: a.b}", "8:6: unknown key 'choos' in a step; did you mean 'choose'?"),
      (
        "  - {wait: 1}",
        "8:5: a step needs one of: choose, together, chance, reveal, draw, pay, let, when, repeat, part"
      ),
      ("  - {pay: 1, let: x}", "8:14: a step is either 'pay' or 'let', not both"),
      ("  - {pay: 1, from: world}", "8:5: 'pay' needs 'to'"),
      (
        "  - {pay: 1, from: world, too: node}",
        "8:5: 'pay' needs 'to' | 8:27: unknown key 'too' in 'pay'; did you mean 'to'?"
      ),
      (
        "  - {pay: 1, from: world, to: nide}",
        "8:31: unknown account, role or drawn group 'nide'; did you mean 'node'?"
      ),
      (
        "  - {pay: min(price, share), from: node, to: escrow}",
        "8:11: quote the formula: between { } or [ ] a comma ends it, as in {pay: \"min(a, b)\"}"
      ),
      ("  - {pay: -1, from: node, to: escrow}", "8:11: an amount cannot be negative"),
      ("  - {pay: 1 / (2 - 2), from: node, to: escrow}", "8:11: division by zero"),
      (
        "  - {pay: 1, from: judge, to: judge}",
        "8:11: both sides may be several agents; one side must be a single agent or an account"
      ),
      (
        "  - {pay: node.result, from: node, to: escrow}",
        "8:11: expected a number, but this is an option"
      ),
      (
        "  - {pay: good, from: node, to: escrow}",
        "8:11: expected a number, but 'good' is an option"
      ),
      (
        "  - {pay: node, from: node, to: escrow}",
        "8:11: 'node' is a group of agents; use size(node) or one of its attributes"
      ),
      (
        "  - {when: vote = up, then: []}",
        "8:12: 'vote' is an attribute; say whose: judge.vote, or count(judge where vote = …)"
      ),
      (
        "  - {when: judge.vote = up, then: []}",
        "8:12: 'judge' may be several agents; use count(judge where vote = …)"
      ),
      (
        "  - {when: node.result = god, then: []}",
        "8:26: unknown option 'god' of node.result; did you mean 'good'?"
      ),
      (
        "  - {when: node.result = up, then: []}",
        "8:26: unknown option 'up' of node.result; it has bad, good"
      ),
      (
        "  - {when: node.reslut = good, then: []}",
        "8:17: unknown attribute 'node.reslut'; did you mean 'result'?"
      ),
      (
        "  - {when: node.result < good, then: []}",
        "8:26: options can only be compared with = and !="
      ),
      (
        "  - {when: node.result = 3, then: []}",
        "8:26: unknown option '3' of node.result; it has bad, good"
      ),
      ("  - {when: price = good, then: []}", "8:20: a number cannot be compared with an option"),
      ("  - {when: prise = 3, then: []}", "8:12: unknown name 'prise'; did you mean 'price'?"),
      ("  - {when: in judges, then: []}", "8:12: unknown drawn group 'judges'"),
      ("  - {when: price, then: []}", "8:12: expected true or false, but this is a number"),
      ("  - {let: x, be: x + 1}", "8:18: 'x' is read before it is bound"),
      ("  - {let: price, be: 1}", "8:11: 'price' cannot be a binding: it is already a parameter"),
      (
        "  - {let: good, be: 1}",
        "6:37: the option 'good' has the name of a binding; formulas could not tell them apart"
      ),
      (
        "  - {repeat: 0, steps: []}",
        "8:14: the number of rounds must be a whole number, at least 1"
      ),
      ("  - {repeat: 2, steps: []}", "8:6: 'steps' is empty"),
      (
        "  - {repeat: forever, steps: [], discount: 1/2}",
        "8:6: 'steps' is empty"
      ),
      ("  - {draw: d, from: client, count: 2}", "8:6: 2 cannot be drawn from client, which has 1"),
      (
        "  - {draw: d, from: judges}",
        "8:21: unknown role or drawn group 'judges'; did you mean 'judge'?"
      ),
      ("  - {draw: d, from: escrow}", "8:21: 'escrow' is an account, not a group of agents"),
      (
        "  - {draw: d, from: judge, count: 1/2}",
        "8:35: the number of agents drawn must be a whole number, at least 1"
      ),
      (
        "  - {draw: node, from: judge}",
        "8:12: 'node' cannot be a drawn group: it is already a role"
      ),
      ("  - {reveal: coin}", "8:14: unknown chance 'coin'"),
      (
        "  - {chance: coin, outcomes: {a: 1/2, b: 1/3}}",
        "8:34: the probabilities sum to 5/6, not to 1"
      ),
      (
        "  - {chance: coin, outcomes: {a: 3/2, b: -1/2}}",
        "8:34: the probability 3/2 is not between 0 and 1 | 8:42: the probability -1/2 is not between 0 and 1"
      ),
      (
        "  - {chance: coin, outcomes: {a: share, b: 1 - price}}",
        "8:34: the probabilities do not always sum to 1"
      ),
      ("  - {chance: coin, outcomes: }", "8:30: 'outcomes' is empty"),
      (
        "  - {chance: coin, outcomes: {a: 1}, hidden: ja}",
        "8:46: 'hidden' is one of true, false, not 'ja'"
      ),
      (
        "  - {chance: price, outcomes: {a: 1}}",
        "8:14: 'price' cannot be a chance: it is already a parameter"
      ),
      (
        "  - {chance: node.price, outcomes: {a: 1}}",
        "8:19: 'price' cannot be an attribute: it is already a parameter"
      ),
      (
        "  - {choose: client, options: [a], honest: a}",
        "8:14: expected '.' and an attribute, found the end"
      ),
      (
        "  - {choose: client.x, options: [a, price], honest: a}",
        "8:37: the option 'price' has the name of a parameter; formulas could not tell them apart"
      ),
      ("  - {choose: client.x, options: [a, a], honest: a}", "8:37: the option 'a' is given twice"),
      (
        "  - {choose: client.x, options: [abc, ~], honest: abd}",
        "8:39: '~' cannot be the name of an option: formulas could not refer to it; use letters, digits and _, and start with a letter or _ | 8:51: unknown option 'abd' of client.x; did you mean 'abc'?"
      ),
      (
        "  - {choose: client.x, options: [a, b], honest: {a: share, b: share * 2}}",
        "8:53: the probabilities do not always sum to 1"
      ),
      (
        "  - {choose: client.x, options: [a, b], honest: [{if: price > 1, take: a}]}",
        "8:55: the last rule must have no condition: it is for all other cases"
      ),
      (
        "  - {choose: client.x, options: [a, b], honest: [a, b]}",
        "8:53: this rule is never reached: the one before it has no condition"
      ),
      (
        "  - {choose: client.x, options: {a: {costs: 1}}, honest: a}",
        "8:38: unknown key 'costs' in an option; did you mean 'cost'?"
      ),
      (
        "  - {choose: client.x, options: {a: {learns: node.resul}}, honest: a}",
        "8:51: unknown attribute 'node.resul'; did you mean 'result'?"
      ),
      (
        "  - {choose: client.x, options: [a], honest: a, seen by: [nod]}",
        "8:59: unknown role or drawn group 'nod'; did you mean 'node'?"
      ),
      (
        "  - {choose: client.x, options: [abc, b], honest: b, timeout: abd}",
        "8:63: unknown option 'abd' of client.x; did you mean 'abc'?"
      ),
      (
        "  - {choose: client.x, options: {a: , b: {if: price > 1}}, honest: a, timeout: b}",
        "8:80: the option 'b' has a condition, so it may not be there when a deadline passes"
      ),
      (
        "  - {choose: client.x, options: [a, b], honest: a, timeout: }",
        "8:61: expected the name of an option, found nothing"
      ),
      (
        "  - {choose: client.x, options: [a, b], honest: a, time out: a}",
        "8:52: unknown key 'time out' in 'choose'; did you mean 'timeout'?"
      ),
      (
        "  - {together: [{choose: client.x, options: [a], honest: a}, {choose: client.y, options: [a], honest: a}]}",
        "8:63: 'together' has two choices of client"
      ),
      ("  - {together: []}", "8:16: 'together' is empty"),
    ])
  func steps(text: String, messages: String) {
    #expect(stepMistakes(text).joined(separator: " | ") == messages)
  }

  @Test(
    "properties",
    arguments: [
      ("{coalition: {nod: 1}}", "6:19: unknown role 'nod'; did you mean 'node'?"),
      (
        "{coalition: {node: 1/2}}",
        "6:25: the number of agents of node must be a whole number, at least 0"
      ),
      ("{coalition: {size: -1}}", "6:25: the number of agents must be a whole number, at least 0"),
      ("{}", "6:6: a property needs 'coalition'"),
      (
        "{coalition: {node: 1}, claim: no profitable deviations}",
        "6:36: unknown claim 'no profitable deviations'; did you mean 'no profitable deviation'?"
      ),
      ("{coalition: {node: 1}, claim: honesty}", "6:36: unknown claim 'honesty'"),
      ("{coalition: {node: 1}, claim: vanishes}", "6:6: a property needs 'as'"),
      (
        "{coalition: {node: 1}, claim: equilibrium}",
        "6:18: 'equilibrium' has no 'coalition': it is about each agent alone"
      ),
      (
        "{coalition: {node: 1}, claim: vanishes, as: deposit to infinity}",
        "6:50: expected 'parameter -> infinity' or 'parameter -> number', found 'deposit to infinity'"
      ),
      (
        "{coalition: {node: 1}, claim: vanishes, as: deposit -> infinity}",
        "6:50: unknown parameter 'deposit'"
      ),
      (
        "{coalition: {node: 1}, expect: prooved}",
        "6:37: 'verdict' is one of proved, broken, undecided, vacuous, impossible, not 'prooved'; did you mean 'proved'?"
      ),
      (
        "{coalition: {node: 1}, margin: good}",
        "6:37: 'good' cannot be read here: only parameters and sizes of roles can"
      ),
      (
        "{coalition: {node: 1}, prescribe: {node.result: wrong}}",
        "6:54: unknown option 'wrong' of node.result; it has bad, good"
      ),
      (
        "{coalition: {node: 1}, prescribe: {node.resalt: bad}}",
        "6:46: unknown attribute 'node.resalt'; did you mean 'result'?"
      ),
      (
        "{coalition: {node: 1}, byzantine: {nodes: 1}}",
        "6:41: unknown role 'nodes'; did you mean 'node'?"
      ),
      (
        "{coalition: {node: 1}, each member gains: maybe}",
        "6:48: 'each member gains' is one of true, weakly, strongly, false, not 'maybe'"
      ),
    ])
  func properties(text: String, message: String) {
    let file = """
      mechanism: test
      roles: {client: 1, node: 1}
      steps:
        - {choose: node.result, options: [good, bad], honest: good}
      properties:
        p: \(text)
      """
    #expect(mistakes(in: file) == [message])
  }

  @Test("many mistakes are told at once, in the order of the file, each once")
  func several() {
    let found = stepMistakes(
      """
        - {pay: prise, from: nod, to: escrow}
        - {when: node.result = god, then: [{pay: 1, from: clint, to: node}]}
        - {let: x, be: "min(price, fee)"}
      """)
    #expect(
      found == [
        "8:24: unknown account, role or drawn group 'nod'; did you mean 'node'?",
        "9:26: unknown option 'god' of node.result; did you mean 'good'?",
        "9:53: unknown account, role or drawn group 'clint'; did you mean 'client'?",
        "10:30: unknown name 'fee'",
      ])
  }

  @Test("no more than fifty mistakes are told")
  func capped() {
    let steps = (1...80).map { "  - {pay: x\($0), from: world, to: node}" }
    #expect(stepMistakes(steps.joined(separator: "\n")).count == Limits.diagnostics)
  }

  @Test("a binding of one branch cannot be read in the other")
  func branches() {
    #expect(
      stepMistakes(
        """
          - when: node.result = good
            then: [{let: x, be: 1}, {let: y, be: x + 1}]
            else: [{let: y, be: x + 1}]
          - {let: z, be: x + y}
        """) == ["10:25: 'x' is read before it is bound"])
  }

  @Test("a binding keeps its kind")
  func kinds() {
    #expect(
      stepMistakes("  - {let: x, be: 1}\n  - {let: x, be: price > 1}")
        == ["9:18: 'x' is bound to true or false here, but to a number before"])
  }
}
