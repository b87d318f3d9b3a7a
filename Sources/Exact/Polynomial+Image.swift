import BigInt

extension Polynomial {
  /// Whether `variable` is shown not to occur in the greatest common divisor of two polynomials with
  /// whole coefficients; `false` says nothing.
  ///
  /// The other variables are replaced by fixed numbers and all is computed modulo a prime. Where the
  /// leading coefficients do not vanish, the divisor keeps its degree in the image, so an image
  /// without common divisor is a proof [von zur Gathen, Gerhard, Modern Computer Algebra, §6.4].
  ///
  /// - Complexity: O(t × number of variables + d²) for the degree `d` in the variable.
  static func isFreeOfGCD(_ variable: String, _ lhs: Polynomial, _ rhs: Polynomial) -> Bool {
    let others = lhs.variables.union(rhs.variables).sorted()
    let point = Dictionary(
      uniqueKeysWithValues: others.enumerated().map { ($1, Residue(position: $0)) })
    var larger = lhs.image(in: variable, at: point)
    var smaller = rhs.image(in: variable, at: point)
    guard larger.last != .zero, smaller.last != .zero else { return false }
    while let leading = smaller.last {
      let inverse = leading.reciprocal
      while larger.count >= smaller.count, let top = larger.popLast() {
        let factor = top * inverse
        let shift = larger.count - smaller.count + 1
        for (index, coefficient) in smaller.dropLast().enumerated() {
          larger[shift + index] = larger[shift + index] - factor * coefficient
        }
        while larger.last == .zero { larger.removeLast() }
      }
      swap(&larger, &smaller)
    }
    return larger.count == 1
  }

  /// The coefficients in `variable` with the other variables replaced.
  private func image(in variable: String, at point: [String: Residue]) -> [Residue] {
    var image = [Residue](repeating: .zero, count: degree(in: variable) + 1)
    for term in terms {
      var product = Residue(term.coefficient.numerator)
      var exponent = 0
      for factor in term.monomial.factors {
        if factor.variable == variable {
          exponent = factor.exponent
        } else if let value = point[factor.variable] {
          product = product * value.power(factor.exponent)
        }
      }
      image[exponent] = image[exponent] + product
    }
    return image
  }
}

/// A whole number modulo the prime 2³¹ − 1.
private struct Residue: Equatable {
  static let modulus: UInt64 = 0x7fff_ffff
  static let zero = Residue(value: 0)

  var value: UInt64

  private init(value: UInt64) {
    self.value = value
  }

  init(_ integer: BigInt) {
    let remainder = UInt64(integer.magnitude % BigUInt(Self.modulus))
    value = integer.sign == .minus && remainder > 0 ? Self.modulus - remainder : remainder
  }

  /// The number that stands for the variable at a position, far from the small ones at which
  /// polynomials that people write tend to vanish.
  init(position: Int) {
    self = Residue(value: 16807).power(position + 3)
  }

  static func + (lhs: Residue, rhs: Residue) -> Residue {
    Residue(value: (lhs.value + rhs.value) % modulus)
  }

  static func - (lhs: Residue, rhs: Residue) -> Residue {
    Residue(value: (lhs.value + modulus - rhs.value) % modulus)
  }

  static func * (lhs: Residue, rhs: Residue) -> Residue {
    Residue(value: lhs.value * rhs.value % modulus)
  }

  func power(_ exponent: Int) -> Residue {
    var result = Residue(value: 1)
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      square = square * square
      rest >>= 1
    }
    return result
  }

  /// The inverse of a residue that is not zero, by Fermat's little theorem.
  var reciprocal: Residue { power(Int(Self.modulus) - 2) }
}
