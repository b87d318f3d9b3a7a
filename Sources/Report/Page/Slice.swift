import Exact

/// A line or a plane through the space of parameters: one or two of them vary, the others are fixed.
struct Slice: Sendable {
  /// A parameter that varies, and from where to where.
  struct Axis: Sendable, Hashable {
    var parameter: String
    var lower: Rational
    var upper: Rational

    /// As Doubles, which are good enough for drawing.
    var ends: (lower: Double, upper: Double) { (lower.approximation, upper.approximation) }
    var length: Double { ends.upper - ends.lower }
  }

  var axes: [Axis]
  /// All parameters somewhere on the slice; those of the axes are only where it was found.
  var base: [String: Rational]

  /// The parameters that do not vary.
  var fixed: [String: Rational] {
    base.filter { name, _ in !axes.contains { $0.parameter == name } }
  }

  /// The middle of the slice.
  var center: [String: Rational] {
    axes.reduce(into: base) { $0[$1.parameter] = ($1.lower + $1.upper) / 2 }
  }
}

/// A quotient of polynomials in what varies on a slice, in Doubles: for drawing, never for a verdict.
struct SliceFunction: Sendable {
  private struct Term: Sendable {
    var coefficient: Double
    var exponents: [Int]
  }

  private let numerator: [Term]
  private let denominator: [Term]

  /// - Parameter numbers: Values of what is no parameter.
  /// - Returns: nil where it speaks of something else, or divides by zero everywhere.
  init?(
    _ function: RationalFunction, on slice: Slice, numbers: [String: Rational] = [:]
  ) {
    let known = slice.fixed.merging(numbers) { first, _ in first }
    let names = slice.axes.map(\.parameter)
    guard let reduced = function.substituting(known), reduced.variables.isSubset(of: names)
    else { return nil }
    func terms(_ polynomial: Polynomial) -> [Term] {
      polynomial.terms.map { term in
        Term(
          coefficient: term.coefficient.approximation,
          exponents: names.map { term.monomial.exponent(of: $0) })
      }
    }
    numerator = terms(reduced.numerator)
    denominator = terms(reduced.denominator)
  }

  /// The value at a point of the slice; not finite where it divides by zero.
  func callAsFunction(_ point: [Double]) -> Double {
    Self.sum(numerator, point) / Self.sum(denominator, point)
  }

  private static func sum(_ terms: [Term], _ point: [Double]) -> Double {
    terms.reduce(0) { sum, term in
      var product = term.coefficient
      for (value, exponent) in zip(point, term.exponents) {
        for _ in 0..<exponent { product *= value }
      }
      return sum + product
    }
  }
}
