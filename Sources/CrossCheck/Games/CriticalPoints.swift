import Exact
import Games

/// Values of a few symbols, among which each combination of signs that some amounts can have is found.
///
/// The amounts have to be linear in the constants. One constant after the other is given the values at which some
/// amount may change its sign, one value between each two neighbours, and one beyond each end; for the earlier ones
/// these are where two amounts are zero for the same value of a later one [Collins 1975, cylindrical algebraic
/// decomposition, of linear forms]. Of an infinitesimal nothing matters but its sign.
struct CriticalPoints {
  let points: [[String: Rational]]

  /// - Returns: nil if there is more than one infinitesimal, or the amounts are of another form.
  ///
  /// - Complexity: with k amounts and n constants up to O(k^(2^n)) points; where there is nothing but multiples of
  ///   two constants, O(k).
  init?(of amounts: [Payoff], constants: [String], infinitesimals: [String]) {
    guard infinitesimals.count <= 1 else { return nil }
    var forms = Set(amounts.map(\.real))
    for part in amounts.map(\.infinitesimal) where !part.isZero {
      guard let symbol = infinitesimals.first else { return nil }
      let factors = part.coefficients(in: symbol)
      guard factors.count == 2, factors[0].isZero else { return nil }
      forms.insert(factors[1])
    }
    guard forms.allSatisfy({ $0.totalDegree <= 1 }) else { return nil }
    let signs: [Rational] = infinitesimals.isEmpty ? [0] : [-1, 0, 1]
    points = Self.points(constants[...], forms).flatMap { point in
      signs.map { sign in
        infinitesimals.reduce(into: point) { $0[$1] = sign }
      }
    }
  }

  private static func points(
    _ constants: ArraySlice<String>, _ forms: Set<Polynomial>
  ) -> [[String: Rational]] {
    guard let last = constants.last else { return [[:]] }
    return points(constants.dropLast(), shadows(of: forms, along: last)).flatMap { point in
      let fixed = point.mapValues { Polynomial($0) }
      let line = forms.map { $0.substituting(fixed) }
      return values(of: last, line).map { value in point.merging([last: value]) { $1 } }
    }
  }

  /// Forms without a symbol, between whose roots the roots of others in that symbol keep their order.
  private static func shadows(of forms: Set<Polynomial>, along symbol: String) -> Set<Polynomial> {
    let parts = forms.map { $0.coefficients(in: symbol) }.filter { !$0.isEmpty }
    var shadows = Set(parts.filter { $0.count == 1 }.map { $0[0].primitivePart })
    let steep = parts.filter { $0.count == 2 }
    for (index, one) in steep.enumerated() {
      for other in steep[..<index] {
        shadows.insert((one[0] * other[1] - other[0] * one[1]).primitivePart)
      }
    }
    return shadows
  }

  /// The roots of linear forms in a symbol, one value between each two neighbours, and one beyond each end.
  private static func values(of symbol: String, _ forms: [Polynomial]) -> [Rational] {
    let roots = forms.compactMap { form -> Rational? in
      let coefficients = form.coefficients(in: symbol)
      guard coefficients.count == 2, let slope = coefficients[1].constant,
        let start = coefficients[0].constant
      else { return nil }
      return -start / slope
    }
    let sorted = Set(roots).sorted()
    guard let first = sorted.first, let last = sorted.last else { return [0] }
    let between = zip(sorted, sorted.dropFirst()).map { ($0 + $1) / 2 }
    return sorted + between + [first - 1, last + 1]
  }
}
