import Mechanisms
import Testing

@testable import Collusion

/// Mistakes of a mechanism that only a solver can find, each with a neighbour that is right.
@Suite("What is wrong with a mechanism")
struct SoundnessTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var title: String
    var text: String
    /// Where the faults are found.
    var faults: [String]

    var testDescription: String { title }
  }

  @Test("faults are found where they are", arguments: examples)
  func faults(example: Example) async throws {
    let mechanism = try Mechanism(
      reading: "mechanism: example\n" + example.text, file: "example.yaml")
    let problems = try await Checker().problems(of: mechanism)
    #expect(problems.found.map { "\($0.fault)" } == example.faults)
    #expect(problems.open.isEmpty && problems.unfinished == nil)
  }

  /// Two agents choose twice; what they may take second depends on what they took first.
  private static func twice(_ second: String, honest: String = "bx", count: String = "2") -> String
  {
    """
    parameters: {p: {default: 7}, n: {type: integer, default: 2}}
    assume: [p >= 0, n = 2]
    roles: {al: \(count)}
    steps:
      - {choose: al.a, options: [ax, ay], honest: ax}
      - {choose: al.b, options: \(second), honest: \(honest)}
      - {pay: p, from: world, to: al where a = ay and b = by}
    """
  }

  /// Agents of whom some are drawn choose before and after; a payment depends on both.
  private static func drawn(_ payment: String, number: Int = 1) -> String {
    """
    parameters: {n: {type: integer}}
    assume: [2 <= n <= 2]
    roles: {al: n}
    accounts: [till]
    steps:
      - {pay: 1, from: world, to: till}
      - {choose: al.a, options: [ax, ay], honest: ax}
      - {draw: d, from: al, count: \(number)}
      - {choose: al.b, options: [bx, by], honest: bx}
      - {\(payment)}
    """
  }

  private static func chance(_ outcomes: String, where assumption: String) -> String {
    """
    parameters: {p: , q: , n: {type: integer, default: 1}}
    assume: [\(assumption), n >= 1]
    roles: {al: n, node: 1}
    steps:
      - {chance: node.coin, outcomes: \(outcomes)}
      - {choose: node.turn, options: [left, right], honest: left}
      - {pay: 1, from: world, to: node where coin = a}
    """
  }

  private static let noDistribution = "\(Fault.Kind.notADistribution)"

  static let examples: [Example] = [
    Example(
      title: "an option that others can take away from who follows the rules",
      text: twice("{bx: {if: count(al where a = ax) != 1}, by: {cost: 5}}"),
      faults: ["example.yaml:7:5: the prescribed option 'bx' cannot always be taken here"]),
    Example(
      title: "the same in a group of symbolic size",
      text: twice("{bx: {if: count(al where a = ax) != 1}, by: {cost: 5}}", count: "n"),
      faults: ["example.yaml:7:5: the prescribed option 'bx' cannot always be taken here"]),
    Example(
      title: "an option that only somebody who breaks the rules can lose",
      text: twice("{bx: {if: a = ax}, by: {cost: 5}}"),
      faults: []),
    Example(
      title: "no option is left",
      text: twice("{bx: {if: count(al where a = ax) != 1}, by: {if: count(al where a = ax) != 1}}"),
      faults: ["example.yaml:7:5: there can be no option to take here"]),
    Example(
      title: "a probability that others can drive above 1",
      text: twice(
        "[bx, by]",
        honest: "{bx: 1 - 2 * count(al where a = ay), by: 2 * count(al where a = ay)}"),
      faults: [
        "example.yaml:7:52: \(noDistribution)"
      ]),
    Example(
      title: "a payment that goes below zero after a draw from a group of symbolic size",
      text: drawn("pay: 1 - count(al where a = ay), from: world, to: burn"),
      faults: ["example.yaml:11:11: this payment can be negative"]),
    Example(
      title: "an account overdrawn once everybody is drawn",
      text: drawn("pay: count(al where b = by), from: till, to: burn", number: 2),
      faults: ["example.yaml:11:6: this can take more from 'till' than there is in it"]),
    Example(
      title: "an account that suffices",
      text: drawn("pay: count(al where b = by) / 2, from: till, to: burn", number: 2),
      faults: []),
    Example(
      title: "probabilities that sum to 1",
      text: chance("{a: p, b: q}", where: "p + q = 1, 0 <= p <= 1"), faults: []),
    Example(
      title: "probabilities that do not",
      text: chance("{a: p, b: q}", where: "p = q, 0 <= p <= 1/4"),
      faults: [
        "example.yaml:6:39: \(noDistribution)"
      ]),
    Example(
      title: "a number of agents that is half a number",
      text: """
        parameters: {n: {type: integer, default: 4}}
        assume: [n >= 2]
        roles: {node: n / 2}
        steps:
          - {choose: node.turn, options: [left, right], honest: left}
        """,
      faults: [
        "example.yaml:4:15: the number of 'node' agents can be below zero, or no whole number"
      ]),
    Example(
      title: "two payments of one kind, each at its own place",
      text: """
        parameters: {p: {default: 1}}
        roles: {node: 1}
        steps:
          - {choose: node.turn, options: [left, right], honest: left}
          - {pay: p, from: world, to: node}
          - {pay: p - 1, from: world, to: node}
        """,
      faults: [
        "example.yaml:6:11: this payment can be negative",
        "example.yaml:7:11: this payment can be negative",
      ]),
  ]
}
