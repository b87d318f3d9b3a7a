public import Exact
import Games

extension MechanismGame {
  /// The question whether the one player has a plan that brings it more than a margin beyond what it is expected
  /// to have when it does what is prescribed, as a complete SMT-LIB 2 script: `sat` if there is one.
  ///
  /// A plan takes one option in each information set. With the options as truth values, what each node is
  /// worth is a formula over the worth of the nodes after it.
  ///
  /// - Parameter margin: In money.
  /// - Throws: ``ExportError/severalPlayers``.
  /// - Complexity: O(nodes and edges).
  public func smtLIB(margin: Rational = 0) throws -> String {
    let tree = try treeOfOnePlayer
    let honest = honestPayoffs[0]
    var lines = [
      "; \(game.name)",
      "; Does a plan of \(game.players[0]) gain more than \(margin)? Asked of the unrolled tree; \(honest) is",
      "; expected when all do what is prescribed.",
      "; sat: there is such a plan, and the names that are true say which. unsat: there is none.",
      "(set-logic QF_LRA)",
    ]
    var isDeclared = Set<Int>()
    for node in 0..<tree.count {
      let edges = tree.edges(of: node)
      let worth: String
      switch tree.kind(of: node) {
      case .terminal(let outcome):
        worth = (tree.payoff(of: 0, in: outcome).constant ?? 0).inSMTLIB
      case .chance(let distribution):
        let parts = zip(edges, tree.distributions[distribution]).map { edge, probability in
          "(* \(probability.inSMTLIB) v\(tree.child(on: edge)))"
        }
        worth = "(+ \(parts.joined(separator: " ")))"
      case .decision(_, let set):
        let names = edges.map { option(tree.action(on: $0), in: set ?? 0) }
        if isDeclared.insert(set ?? 0).inserted { lines += Self.declaration(of: names) }
        let others = zip(names, edges).dropLast().reversed()
        worth = others.reduce("v\(tree.child(on: edges.upperBound - 1))") { rest, way in
          "(ite \(way.0) v\(tree.child(on: way.1)) \(rest))"
        }
      }
      lines.append("(define-fun v\(node) () Real \(worth))")
    }
    lines.append("(assert (> v\(tree.root) \((honest + margin).inSMTLIB)))")
    lines.append("(check-sat)")
    return lines.joined(separator: "\n") + "\n"
  }

  private func option(_ action: Int, in set: Int) -> String {
    "|\(game.tree.informationSets[set].label): \(game.tree.actions[action])|"
  }

  /// Truth values of which one holds.
  private static func declaration(of names: [String]) -> [String] {
    let pairs = names.indices.flatMap { one in names[..<one].map { ($0, names[one]) } }
    return names.map { "(declare-const \($0) Bool)" }
      + ["(assert (or \(names.joined(separator: " "))))"]
      + pairs.map { "(assert (not (and \($0) \($1))))" }
  }
}

extension Rational {
  /// As SMT-LIB writes real numbers: `(- (/ 1.0 3.0))`.
  fileprivate var inSMTLIB: String {
    let parts = "\(magnitude)".split(separator: "/").map { "\($0).0" }
    let written = parts.count == 1 ? parts[0] : "(/ \(parts.joined(separator: " ")))"
    return signum() < 0 ? "(- \(written))" : written
  }
}
