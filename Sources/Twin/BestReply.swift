public import Exact
public import Mechanisms

/// The most that a coalition can gain, and by which plan.
public struct BestReply: Hashable, Sendable {
  /// The expected money of the coalition under the plan minus that under the prescription; 0 if
  /// nothing beats the prescription.
  public var gain: Rational
  /// The plan, in all information sets that are reached when it is followed. Empty if every plan is
  /// worse than the prescription.
  public var deviation: Deviation
}

extension Twin {
  /// The largest gain of exactly this coalition, by trying everything.
  ///
  /// - Parameter limit: how many paths there may be, over chance and over everything that the
  ///   deviators might do.
  /// - Throws: as ``expectation(following:limit:)``; also a ``PlanError`` if the number of those asked
  ///   in an information set differs from path to path, since no plan can be written down then.
  /// - Complexity: as the paths, of which there are exponentially many in everything.
  public func bestReply(limit: Int = 200_000) throws -> BestReply {
    if script.repetition != nil { throw TwinError.endless }
    let honest = try expectation(limit: limit).coalition
    var search = Search()
    try eachPath(conduct: .everySplit(limit: limit), limit: limit) { try search.add($0) }
    let best = search.best(of: Array(search.paths.indices), after: 0)
    guard best.money >= honest else { return BestReply(gain: 0, deviation: Deviation([:])) }
    let choices = best.choices.map { (search.sets[$0.set], search.splits[$0.split]) }
    return BestReply(
      gain: best.money - honest,
      deviation: Deviation(Dictionary(choices, uniquingKeysWith: { first, _ in first })))
  }
}

/// Backward induction over paths. Recall is perfect: paths on which the coalition knows the same agree
/// in all its earlier decisions, so that what is best after them can be found for itself.
private struct Search {
  struct Decision: Hashable {
    var set: Int
    var split: Int
  }

  struct Path {
    /// The probability of the path, given what the coalition does, times the coalition's money.
    var share: Rational
    var turns: [(view: Int, decisions: [Decision])]
  }

  struct Best {
    var money: Rational
    var choices: [Decision]
  }

  private(set) var paths: [Path] = []
  private(set) var sets: [InformationSet] = []
  private(set) var splits: [[String: Int]] = []
  private var views: [View: Int] = [:]
  private var setNumbers: [InformationSet: Int] = [:]
  private var splitNumbers: [[String: Int]: Int] = [:]
  /// How many are asked in each information set.
  private var asked: [Int] = []

  mutating func add(_ path: Performance) throws {
    var turns: [(view: Int, decisions: [Decision])] = []
    for turn in path.turns {
      let view = views[turn.view] ?? views.count
      views[turn.view] = view
      turns.append((view, try turn.decisions.map { try decision($0.set, $0.split) }))
    }
    paths.append(Path(share: path.probability * path.coalitionMoney, turns: turns))
  }

  private mutating func decision(_ set: InformationSet, _ split: [String: Int]) throws -> Decision {
    let count = split.values.reduce(0, +)
    let setNumber = setNumbers[set] ?? sets.count
    if setNumber == sets.count {
      setNumbers[set] = setNumber
      sets.append(set)
      asked.append(count)
    }
    if asked[setNumber] != count {
      throw PlanError(.numberAskedVaries, in: set)
    }
    let splitNumber = splitNumbers[split] ?? splits.count
    if splitNumber == splits.count {
      splitNumbers[split] = splitNumber
      splits.append(split)
    }
    return Decision(set: setNumber, split: splitNumber)
  }

  /// The best that can be had from paths which agree in their first `depth` turns.
  func best(of paths: [Int], after depth: Int) -> Best {
    var best = Best(money: 0, choices: [])
    var views: [Int] = []
    var byView: [Int: [Int]] = [:]
    for path in paths {
      guard depth < self.paths[path].turns.count else {
        best.money += self.paths[path].share
        continue
      }
      let view = self.paths[path].turns[depth].view
      if byView[view] == nil { views.append(view) }
      byView[view, default: []].append(path)
    }
    for view in views {
      let part = bestTurn(of: byView[view] ?? [], at: depth)
      best.money += part.money
      best.choices += part.choices
    }
    return best
  }

  private func bestTurn(of paths: [Int], at depth: Int) -> Best {
    var keys: [[Decision]] = []
    var byKey: [[Decision]: [Int]] = [:]
    for path in paths {
      let key = self.paths[path].turns[depth].decisions
      if byKey[key] == nil { keys.append(key) }
      byKey[key, default: []].append(path)
    }
    var best: Best?
    for joint in jointDecisions(of: keys) {
      let agreeing = keys.filter { key in key.allSatisfy { joint[$0.set] == $0.split } }
      var candidate = self.best(of: agreeing.flatMap { byKey[$0] ?? [] }, after: depth + 1)
      if let best, best.money >= candidate.money { continue }
      candidate.choices += joint.map { Decision(set: $0.key, split: $0.value) }
      best = candidate
    }
    return best ?? Best(money: 0, choices: [])
  }

  /// Everything that can be decided in one turn: a split for each information set. Which of them are
  /// asked in may depend on what the coalition does not know.
  private func jointDecisions(of keys: [[Decision]]) -> [[Int: Int]] {
    var splits: [(set: Int, splits: [Int])] = []
    for decision in keys.joined() {
      if let index = splits.firstIndex(where: { $0.set == decision.set }) {
        if !splits[index].splits.contains(decision.split) {
          splits[index].splits.append(decision.split)
        }
      } else {
        splits.append((decision.set, [decision.split]))
      }
    }
    return splits.reduce([[:]]) { joint, next in
      joint.flatMap { decided in next.splits.map { decided.merging([next.set: $0]) { $1 } } }
    }
  }
}
