internal import CZ3
internal import Exact

/// A weighted sum of variables plus a constant. The variables are borrowed from the question.
struct LinearForm: Hashable {
  /// No coefficient is zero.
  private(set) var coefficients: [Z3_ast: Rational] = [:]
  private(set) var constant: Rational

  init(_ constant: Rational) {
    self.constant = constant
  }

  init(variable: Z3_ast) {
    constant = 0
    coefficients[variable] = 1
  }

  var isConstant: Bool { coefficients.isEmpty }

  var withoutConstant: LinearForm { self - LinearForm(constant) }

  static func + (lhs: LinearForm, rhs: LinearForm) -> LinearForm {
    var result = lhs
    result.constant = lhs.constant + rhs.constant
    for (variable, coefficient) in rhs.coefficients {
      let sum = result.coefficients[variable, default: 0] + coefficient
      result.coefficients[variable] = sum.isZero ? nil : sum
    }
    return result
  }

  static func - (lhs: LinearForm, rhs: LinearForm) -> LinearForm {
    lhs + rhs.scaled(by: -1)
  }

  func scaled(by factor: Rational) -> LinearForm {
    guard !factor.isZero else { return LinearForm(0) }
    var result = self
    result.constant = constant * factor
    result.coefficients = coefficients.mapValues { $0 * factor }
    return result
  }

  /// The form with values in place of some of its variables.
  func fixing(_ values: [Z3_ast: Rational]) -> LinearForm {
    var result = LinearForm(constant)
    for (variable, coefficient) in coefficients {
      if let value = values[variable] {
        result = result + LinearForm(coefficient * value)
      } else {
        result.coefficients[variable] = coefficient
      }
    }
    return result
  }
}
