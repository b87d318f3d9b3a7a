import Exact
import SMT

/// What a group of players gets in a subgame, in a solver's terms, when some players do anything, and all others
/// follow a profile.
struct ProfilePlay {
  let tree: GameTree
  let profile: BehaviorProfile
  let terms: SymbolTerms

  /// An amount as terms.
  struct Value {
    var real: RealTerm
    var infinitesimal: RealTerm
  }

  /// The truths that say which action is taken in an information set: the first that holds, and the last action
  /// if none does.
  func choice(_ set: Int, _ edge: Int) -> BoolTerm { terms.context.bool("plan \(set) \(edge)") }

  func value(
    of group: PlayerSet, free: PlayerSet, at root: GameTree.Node
  ) -> Value {
    var values: [Value?] = Array(repeating: nil, count: root + 1)
    var isNeeded = [Bool](repeating: false, count: root + 1)
    isNeeded[root] = true
    for node in (0...root).reversed() where isNeeded[node] {
      for edge in tree.edges(of: node) { isNeeded[tree.child(on: edge)] = true }
    }
    for node in 0...root where isNeeded[node] {
      let children = tree.edges(of: node).compactMap { values[tree.child(on: $0)] }
      switch tree.kind(of: node) {
      case .terminal(let outcome):
        let sum = group.players.reduce(Payoff.zero) { $0 + tree.payoff(of: $1, in: outcome) }
        values[node] = Value(
          real: terms.term(sum.real), infinitesimal: terms.term(sum.infinitesimal))
      case .chance(let distribution):
        values[node] = mixture(children, tree.distributions[distribution])
      case .decision(let player, let set):
        guard let set else { preconditionFailure("a profile speaks of information sets") }
        values[node] =
          free.contains(PlayerSet(player))
          ? chosen(children, set) : mixture(children, profile.probabilities[set])
      }
    }
    guard let value = values[root] else { preconditionFailure("the root is needed") }
    return value
  }

  private func mixture(_ values: [Value], _ weights: [Rational]) -> Value {
    func mix(_ part: KeyPath<Value, RealTerm>) -> RealTerm {
      let parts = zip(values, weights).filter { !$0.1.isZero }.map { value, weight in
        weight == 1 ? value[keyPath: part] : terms.context.number(weight) * value[keyPath: part]
      }
      return SMT.sum(parts, in: terms.context).simplified
    }
    return Value(real: mix(\.real), infinitesimal: mix(\.infinitesimal))
  }

  private func chosen(_ values: [Value], _ set: Int) -> Value {
    var result = values[values.count - 1]
    for edge in (0..<values.count - 1).reversed() {
      let isTaken = choice(set, edge)
      result.real = ite(isTaken, values[edge].real, result.real)
      result.infinitesimal = ite(isTaken, values[edge].infinitesimal, result.infinitesimal)
    }
    return result
  }

  /// That one amount is above another.
  func exceeds(_ left: Value, _ right: Value) -> BoolTerm {
    left.real > right.real
      || (left.real .== right.real && left.infinitesimal > right.infinitesimal)
  }

  /// What is done in the information sets of some players, in a model.
  func plan(of players: PlayerSet, in model: Model) throws -> [Int: Int] {
    var plan: [Int: Int] = [:]
    for (set, actions) in tree.actionsOfInformationSets.enumerated()
    where players.contains(PlayerSet(tree.informationSets[set].player)) && !actions.isEmpty {
      let edge = try actions.indices.dropLast().first { try model.truth(of: choice(set, $0)) }
      plan[set] = actions[edge ?? actions.count - 1]
    }
    return plan
  }
}
