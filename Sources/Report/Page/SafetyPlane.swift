import Collusion
import Exact
import Mechanisms

/// A plane of two parameters, at each point of which a condition holds or some attacks pay.
struct SafetyPlane: Sendable {
  /// What holds at a point.
  enum Zone: Hashable, Sendable {
    /// The parameters are not assumed.
    case unassumed
    case safe
    /// These attacks pay, by their places in the condition.
    case paying([Int])
  }

  let slice: Slice
  private let assumptions: [SliceTruth]
  private let attacks: [[SliceTruth]]

  /// - Parameter slice: What varies, and where everything else is fixed.
  /// - Returns: nil where the condition cannot be drawn: it speaks of how groups split.
  init?(
    of condition: Condition, on slice: Slice, assuming assumptions: [Located<Formula>]
  ) {
    self.slice = slice
    self.assumptions = assumptions.map { SliceTruth($0, on: slice) }
    var attacks: [[SliceTruth]] = []
    for conjunct in condition.conjuncts {
      let numbers = conjunct.attack.coalition.numbers
      guard let excess = SliceFunction(conjunct.excess, on: slice, numbers: numbers) else {
        return nil
      }
      let region = conjunct.region.compactMap { SliceTruth($0, on: slice, numbers: numbers) }
      guard region.count == conjunct.region.count else { return nil }
      attacks.append(region + [.comparison(excess, .greater)])
    }
    self.attacks = attacks
  }

  func zone(_ across: Double, _ up: Double) -> Zone {
    let point = [across, up]
    guard assumptions.allSatisfy({ $0.holds(at: point) }) else { return .unassumed }
    let paying = attacks.indices.filter { index in
      attacks[index].allSatisfy { $0.holds(at: point) }
    }
    return paying.isEmpty ? .safe : .paying(paying)
  }

  /// How much there is to see, from 0 to 1: much that is assumed, in zones of about the same size.
  ///
  /// - Complexity: looks at a hundred points.
  var variety: Double {
    let steps = 10
    let zones = (0..<steps * steps).map { index in
      let shares = [index % steps, index / steps].map { (Double($0) + 0.5) / Double(steps) }
      let place = zip(slice.axes, shares).map { $0.ends.lower + $0.length * $1 }
      return zone(place[0], place[1])
    }
    let assumed = zones.filter { $0 != .unassumed }
    let counts = assumed.reduce(into: [Zone: Int]()) { $0[$1, default: 0] += 1 }
    let largest = counts.values.max() ?? 0
    return Double(assumed.count - largest) / Double(zones.count)
  }
}

extension Coalition {
  /// What the symbols for numbers of agents in a condition stand for.
  fileprivate var numbers: [String: Rational] {
    Dictionary(uniqueKeysWithValues: members.map { ("#\($0.key)", Rational($0.value)) })
  }
}
