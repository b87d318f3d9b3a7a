import Exact
import Interpretation
import Mechanisms
import SMT

extension VanishingSearch {
  /// The parameters that an equilibrium determines, as formulas in the others, and what has to hold beside.
  struct Equilibrium {
    var solutions: [String: RationalFunction] = [:]
    var rest = Semialgebraic.constant(true)

    func substituted(into piece: Piece) throws -> Piece {
      guard let value = piece.value.substituting(functions: solutions) else {
        throw NoAnswer(reason: "the quantity divides by zero in equilibrium")
      }
      return Piece(region: piece.region.substituting(solutions), value: value)
    }
  }

  /// - Throws: ``NoAnswer`` if the condition does not say what the parameters are that it is solved for.
  func equilibrium() throws -> Equilibrium {
    if vanishing.solvedFor.isEmpty { return Equilibrium() }
    var question = subject.property
    question.claim = .noProfitableDeviation
    var search = try ConditionSearch(Subject(subject.mechanism, question), asking: oracle)
    let (conjuncts, openReason) = try search.conjuncts()
    if let openReason { throw NoAnswer(reason: openReason) }
    let condition = Condition(conjuncts: conjuncts, isImpossible: false)
    var equilibrium = Equilibrium()
    var equations = condition.parts.filter { $0.count == 2 && $0[0].region.isEmpty }
      .compactMap { $0[0].excess.polynomial }
    var unsolved = vanishing.solvedFor
    var isProgressing = true
    while isProgressing {
      isProgressing = false
      for name in unsolved {
        guard
          let index = equations.firstIndex(where: { equation in
            equation.degree(in: name) == 1
              && equation.variables.isDisjoint(with: unsolved.filter { $0 != name })
          })
        else { continue }
        let coefficients = equations[index].coefficients(in: name)
        guard try space.isPositive(coefficients[1]) || space.isPositive(-coefficients[1]) else {
          continue
        }
        equilibrium.solutions[name] = RationalFunction(
          numerator: -coefficients[0], denominator: coefficients[1])
        equations.remove(at: index)
        unsolved.removeAll { $0 == name }
        isProgressing = true
      }
      equations = equations.map { $0.substituting(functions: equilibrium.solutions).numerator }
    }
    if let name = unsolved.first {
      throw NoAnswer(reason: "the condition does not say what '\(name)' has to be")
    }
    equilibrium.rest = .all(
      conjuncts.map { conjunct in
        .any(
          conjunct.region.map { Semialgebraic($0).negated }
            + [Semialgebraic(conjunct.excess, .greater).negated])
      })
    return equilibrium
  }
}
