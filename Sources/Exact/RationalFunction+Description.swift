extension RationalFunction: CustomStringConvertible {
  /// The quotient of the descriptions of numerator and denominator, as in `"(1 + x)/(1 - p)"`; that
  /// of the numerator alone when the denominator is one.
  public var description: String {
    text(numerator.description, isSum: numerator.terms.count > 1, over: denominator.description)
  }

  /// The same with numerator and denominator partly factored, as in `"price*(1 + x)/(1 - p)"`.
  public var factoredDescription: String {
    let top = numerator.factoredSummands
    return text(
      Summand.sum(top), isSum: top.count > 1, over: denominator.factoredDescription)
  }

  private func text(_ top: String, isSum: Bool, over bottom: String) -> String {
    if denominator == 1 { return top }
    let isPower = denominator.terms.count == 1 && denominator.variables.count == 1
    return (isSum ? "(\(top))" : top) + "/" + (isPower ? bottom : "(\(bottom))")
  }
}
