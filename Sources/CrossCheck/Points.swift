import Exact
import Interpretation
import Mechanisms
import PropertyTesting

/// Parameter points at which conditions hold, many of them on the edge of one.
struct Points {
  let mechanism: Mechanism
  private let conditions: [Located<Formula>]
  /// The comparisons that the conditions are made of.
  private let comparisons: [(relation: Formula.Comparison, left: Formula, right: Formula)]

  init(_ mechanism: Mechanism, given: [Located<Formula>] = []) {
    self.mechanism = mechanism
    conditions = mechanism.assumptions + given
    comparisons = conditions.flatMap { Self.comparisons(in: $0.content) }
  }

  private static func comparisons(
    in formula: Formula
  ) -> [(relation: Formula.Comparison, left: Formula, right: Formula)] {
    switch formula {
    case .all(let parts): parts.flatMap(comparisons)
    case .comparison(let relation, let left, let right): [(relation, left, right)]
    default: []
    }
  }

  /// A point; usual values or simple ones, brought to where the conditions hold.
  ///
  /// - Throws: `Rejection` if none was found.
  func draw(_ test: TestCase) throws -> [String: Rational] {
    var point: [String: Rational] = [:]
    for parameter in mechanism.parameters {
      point[parameter.name] = try parameter.defaultValue ?? value(of: parameter, test)
    }
    try repair(&point, test)
    for _ in 0..<(try test.pick(below: 4)) {
      guard !mechanism.parameters.isEmpty else { break }
      let parameter = mechanism.parameters[try test.pick(below: mechanism.parameters.count)]
      var moved = point
      moved[parameter.name] = try value(of: parameter, test)
      if holds(at: moved) { point = moved }
    }
    if !comparisons.isEmpty, try test.flip() {
      var moved = point
      let index = try test.pick(below: comparisons.count)
      if try move(&moved, toEdgeOf: index, by: 0, test), holds(at: moved) { point = moved }
    }
    return point
  }

  private func value(of parameter: Parameter, _ test: TestCase) throws -> Rational {
    if parameter.isInteger { return Rational(1 + (try test.pick(below: 6))) }
    let usual = parameter.defaultValue ?? 30
    switch try test.pick(below: 5) {
    case 0: return usual
    case 1: return Rational(try test.pick(below: 5), 4)
    case 2: return Rational(try test.pick(below: 40))
    case 3: return usual * Rational(1 + (try test.pick(below: 9)), 3)
    default: return Rational(try test.pick(below: 30), 1 + (try test.pick(below: 8)))
    }
  }

  /// Whether the conditions hold at a point, and whole numbers are whole there.
  func holds(at point: [String: Rational]) -> Bool {
    let domain = RationalDomain(point)
    let isWhole = mechanism.parameters.allSatisfy {
      !$0.isInteger || (point[$0.name]?.isInteger ?? false)
    }
    return isWhole && conditions.allSatisfy { (try? domain.truth(of: $0)) ?? false }
  }

  // MARK: - Getting to where the conditions hold

  /// Moves one parameter after another to the other side of a comparison that does not hold.
  private func repair(_ point: inout [String: Rational], _ test: TestCase) throws {
    for _ in 0..<100 {
      if holds(at: point) { return }
      let violated = comparisons.indices.filter { !isMet($0, at: point) }
      guard !violated.isEmpty else { break }
      let index = violated[try test.pick(below: violated.count)]
      let steps: [Rational] = [0, 1, -1, Rational(1, 8), Rational(-1, 8)]
      let step = steps[try test.pick(below: steps.count)]
      var moved = point
      if try move(&moved, toEdgeOf: index, by: step, test), isMet(index, at: moved) {
        point = moved
      }
    }
    guard holds(at: point) else { throw Rejection.filter }
  }

  private func isMet(_ index: Int, at point: [String: Rational]) -> Bool {
    let (relation, left, right) = comparisons[index]
    return
      (try? RationalDomain(point).truth(of: Located(.comparison(relation, left, right)))) ?? false
  }

  /// Moves one parameter of a comparison so that both sides are equal, and by a step from there.
  ///
  /// - Returns: whether that can be done, the sides being linear in the parameter.
  private func move(
    _ point: inout [String: Rational], toEdgeOf index: Int, by step: Rational, _ test: TestCase
  ) throws -> Bool {
    let (_, left, right) = comparisons[index]
    let difference = Formula.arithmetic(.minus, left, right)
    let names = mechanism.parameters.map(\.name).filter { difference.speaks(of: $0) }
    guard !names.isEmpty else { return false }
    let name = names[try test.pick(below: names.count)]
    let isInteger = mechanism.parameters.first { $0.name == name }?.isInteger ?? false
    func value(_ x: Rational) -> Rational? {
      var moved = point
      moved[name] = x
      return try? RationalDomain(moved).number(of: Located(difference))
    }
    let start = point[name] ?? 0
    guard let first = value(start), let second = value(start + 1), first != second else {
      return false
    }
    var root = start - first / (second - first) + step
    if isInteger { root = step < 0 ? root.floor : -(-root).floor }
    point[name] = root
    return true
  }
}
