import Mechanisms
import Testing

/// What reading a text says, without the name of the file: `3:5: message`.
func mistakes(in text: String) -> [String] {
  do throws(Diagnostics) {
    _ = try Mechanism(reading: text, file: "f")
    return []
  } catch {
    return error.list.map { String($0.description.dropFirst(2)) }
  }
}

/// A file with one step after a first choice, for mistakes in steps.
func stepMistakes(_ steps: String) -> [String] {
  mistakes(
    in: """
      mechanism: test
      parameters: {price: {default: 10}, share: {default: 1/2}, n: {type: integer, default: 3}}
      roles: {client: 1, node: 1, judge: n}
      accounts: [escrow]
      steps:
        - {choose: node.result, options: [good, bad], honest: good}
        - {choose: judge.vote, options: [up, down], honest: up}
      \(steps)
      """)
}

/// A mechanism with the parameters that formula tests speak of.
let parametersOnly = Mechanism(
  "p", parameters: ["a", "b", "c", "d"].map { Parameter($0) }, roles: [Role("r")], steps: [])
