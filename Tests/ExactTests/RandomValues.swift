import BigInt
import Exact

extension SplitMix64 {
  /// An `Int` of one of the kinds at which arithmetic changes its form.
  mutating func integer() -> Int {
    let offset = Int.random(in: 0...3, using: &self)
    switch Int.random(in: 0..<6, using: &self) {
    case 0: return .max - offset
    case 1: return .min + offset
    case 2: return (1 << 32) - offset
    case 3: return Int.random(in: .min ... .max, using: &self)
    default: return Int.random(in: -12...12, using: &self)
    }
  }

  /// A rational of either form.
  mutating func rational() -> Rational {
    var below = integer()
    while below == 0 { below = integer() }
    let small = Rational(integer(), below)
    guard Int.random(in: 0..<4, using: &self) == 0 else { return small }
    let big = BigInt(integer()) * BigInt(integer()) * BigInt(integer())
    return Rational(numerator: big + BigInt(integer()), denominator: BigInt(below).power(3))
  }

  /// A fraction of one-digit numbers.
  mutating func plainRational() -> Rational {
    Rational(Int.random(in: -9...9, using: &self), Int.random(in: 1...6, using: &self))
  }

  /// A polynomial of up to `terms` terms in `variables`, of degree at most two in each.
  mutating func polynomial(
    terms: Int = 4, variables: [String] = ["x", "y", "z"]
  ) -> Polynomial {
    (0..<Int.random(in: 0...terms, using: &self)).reduce(0) { sum, _ in
      let monomial = variables.reduce(Polynomial(1)) {
        $0 * Polynomial(variable: $1).power(Int.random(in: 0...2, using: &self))
      }
      return sum + monomial.scaled(by: plainRational())
    }
  }

  /// A polynomial that is not zero.
  mutating func nonzeroPolynomial(
    terms: Int = 4, variables: [String] = ["x", "y", "z"]
  ) -> Polynomial {
    while true {
      let polynomial = polynomial(terms: terms, variables: variables)
      if !polynomial.isZero { return polynomial }
    }
  }

  /// A quotient of small polynomials in two variables.
  mutating func function() -> RationalFunction {
    RationalFunction(
      numerator: polynomial(terms: 3, variables: ["x", "y"]),
      denominator: nonzeroPolynomial(terms: 2, variables: ["x", "y"]))
  }

  /// Values for the variables of `polynomial(terms:variables:)`.
  mutating func point() -> [String: Rational] {
    ["x": plainRational(), "y": plainRational(), "z": plainRational()]
  }
}
