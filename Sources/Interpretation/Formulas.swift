public import Mechanisms

extension Domain {
  /// The number that a formula over parameters yields.
  ///
  /// - Throws: A `Fault` for a division by zero; whatever ``parameter(_:)`` throws.
  public func number(of formula: Located<Formula>) throws -> Number {
    var evaluation = Evaluation(self, in: Situation(position: Program.end, crowd: [:]))
    return try evaluation.number(formula).number
  }

  /// What must hold for a formula over parameters to yield a number.
  ///
  /// - Throws: whatever ``parameter(_:)`` throws.
  public func requirements(of formula: Located<Formula>) throws -> [(truth: Truth, fault: Fault)] {
    var evaluation = Evaluation(self, in: Situation(position: Program.end, crowd: [:]))
    do {
      _ = try evaluation.number(formula)
    } catch let fault as Fault {
      return [(truth: truth(false), fault: fault)]
    }
    return evaluation.requirements.map { (truth: $0.0, fault: $0.1) }
  }

  /// The truth that a formula over parameters yields: that it is well defined, and holds.
  ///
  /// - Throws: A `Fault` for a division by zero; whatever ``parameter(_:)`` throws.
  public func truth(of formula: Located<Formula>) throws -> Truth {
    var evaluation = Evaluation(self, in: Situation(position: Program.end, crowd: [:]))
    let truth = try evaluation.truth(formula)
    return evaluation.requirements.reduce(truth) { and($0, $1.0) }
  }
}
