import Exact

/// Formulas as CheckMate writes them.
enum FormulaText {
  /// A condition, with parentheses around what `&` and `|` join; nil if a number in it has no end as a decimal.
  static func condition(_ constraint: Constraint) -> String? {
    switch constraint {
    case .comparison(let amount, let relation):
      self.amount(amount).map { "\($0) \(relation.rawValue) 0" }
    case .any(let parts): joined(parts, " | ", none: "0 != 0")
    case .all(let parts): joined(parts, " & ", none: "0 = 0")
    }
  }

  private static func joined(_ parts: [Constraint], _ sign: String, none: String) -> String? {
    let texts = parts.compactMap(condition)
    guard texts.count == parts.count else { return nil }
    return texts.isEmpty ? none : "(\(texts.joined(separator: sign)))"
  }

  /// An amount as a sum of products; nil if a number in it has no end as a decimal.
  static func amount(_ payoff: Payoff) -> String? {
    var text = ""
    for term in payoff.real.terms + payoff.infinitesimal.terms {
      guard let number = decimal(term.coefficient.magnitude) else { return nil }
      let symbols = term.monomial.factors.flatMap {
        Array(repeating: $0.variable, count: $0.exponent)
      }
      let factors = number == "1" && !symbols.isEmpty ? symbols : [number] + symbols
      let isMinus = term.coefficient.signum() < 0
      text += text.isEmpty ? (isMinus ? "-" : "") : isMinus ? " - " : " + "
      text += factors.joined(separator: "*")
    }
    return text.isEmpty ? "0" : text
  }

  /// A number that is not negative as a decimal, if that has an end.
  private static func decimal(_ number: Rational) -> String? {
    var rest = Rational(number.denominator)
    var digits = 0
    for prime: Rational in [2, 5] {
      var count = 0
      while (rest / prime).isInteger {
        rest /= prime
        count += 1
      }
      digits = max(digits, count)
    }
    guard rest == 1 else { return nil }
    if digits == 0 { return "\(number)" }
    let text = "\(number * (10 as Rational).power(digits))"
    let padded = String(repeating: "0", count: max(digits + 1 - text.count, 0)) + text
    return "\(padded.dropLast(digits)).\(padded.suffix(digits))"
  }
}
