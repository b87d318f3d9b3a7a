import Exact
import Interpretation
import Mechanisms

/// A condition on the parameters, at the points of a slice.
indirect enum SliceTruth: Sendable {
  case constant(Bool)
  case comparison(SliceFunction, Formula.Comparison)
  case all([SliceTruth])
  case any([SliceTruth])
  case not(SliceTruth)
  /// What is no comparison of quotients of polynomials.
  case formula(Located<Formula>, Slice)

  init(_ formula: Located<Formula>, on slice: Slice) {
    let parts = { (parts: [Formula]) in
      parts.map { SliceTruth(Located($0, at: formula.location), on: slice) }
    }
    switch formula.content {
    case .truth(let truth): self = .constant(truth)
    case .all(let all): self = .all(parts(all))
    case .any(let any): self = .any(parts(any))
    case .not(let part): self = .not(parts([part])[0])
    case .comparison(let relation, let left, let right):
      let functions = FunctionDomain(at: slice.center)
      let difference = try? functions.number(
        of: Located(.arithmetic(.minus, left, right), at: formula.location))
      guard let difference, functions.region.isEmpty,
        let function = SliceFunction(difference, on: slice)
      else {
        self = .formula(formula, slice)
        return
      }
      self = .comparison(function, relation)
    default: self = .formula(formula, slice)
    }
  }

  /// - Returns: nil where it speaks of something else than the slice does.
  init?(
    _ condition: FunctionDomain.Condition, on slice: Slice, numbers: [String: Rational]
  ) {
    guard let function = SliceFunction(condition.function, on: slice, numbers: numbers) else {
      return nil
    }
    self = .comparison(function, condition.relation)
  }

  func holds(at point: [Double]) -> Bool {
    switch self {
    case .constant(let truth): truth
    case .comparison(let function, let relation): relation.holds(function(point), 0)
    case .all(let parts): parts.allSatisfy { $0.holds(at: point) }
    case .any(let parts): parts.contains { $0.holds(at: point) }
    case .not(let part): !part.holds(at: point)
    case .formula(let formula, let slice):
      (try? RationalDomain(slice.point(point)).truth(of: formula)) ?? false
    }
  }
}

extension Slice {
  /// So fine are points told apart where they have to be exact.
  private static let fineness = 1 << 20

  /// The parameters at a point.
  fileprivate func point(_ point: [Double]) -> [String: Rational] {
    zip(axes, point).reduce(into: base) { parameters, coordinate in
      let (axis, value) = coordinate
      let share = (value - axis.ends.lower) / axis.length * Double(Self.fineness)
      parameters[axis.parameter] =
        axis.lower + (axis.upper - axis.lower) * Rational(Int(share.rounded()), Self.fineness)
    }
  }
}
