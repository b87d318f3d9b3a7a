import Exact
import SMT

/// Questions about numbers of which some have to be whole: asked over the reals, then by branching on
/// those that are not whole, and where that does not end, as the solver's own whole numbers. No answer
/// over the reals is no answer over whole numbers, so a proof mostly takes one question.
struct WholeSearch {
  var context: Context
  var conditions: [BoolTerm]
  var wholes: [RealTerm]
  var deadline: Deadline

  private static let mostQuestions = 30

  /// Whether the conditions can hold with others, all numbers being real.
  func askReal(_ others: [BoolTerm] = []) throws -> (Outcome, Model?) {
    try ask(conditions + others, timeout: deadline.left)
  }

  private func ask(_ all: [BoolTerm], timeout: Duration) throws -> (Outcome, Model?) {
    guard !deadline.hasPassed else { return (.unknown(reason: "timeout"), nil) }
    let solver = try Solver(deciding: all, in: context)
    let outcome = try solver.check(timeout: timeout)
    return (outcome, outcome == .satisfiable ? try solver.model() : nil)
  }

  /// Whether the conditions can hold with others.
  func ask(_ others: [BoolTerm] = []) throws -> (Outcome, Model?) {
    var left = Self.mostQuestions
    let (outcome, model) = try branch(others, &left)
    guard case .unknown = outcome, left == 0 else { return (outcome, model) }
    return try ask(conditions + others + wholes.map(\.isInteger), timeout: deadline.left / 4)
  }

  private func branch(_ others: [BoolTerm], _ left: inout Int) throws -> (Outcome, Model?) {
    guard left > 0 else { return (.unknown(reason: "too many fractional counts"), nil) }
    left -= 1
    let (outcome, model) = try askReal(others)
    guard let model else { return (outcome, nil) }
    for whole in wholes {
      let value = try model.value(of: whole)
      if value.rational?.isInteger ?? false { continue }
      let below = value.bounds(precision: 20).lower.floor
      let (lower, found) = try branch(others + [whole <= below], &left)
      if lower == .satisfiable { return (lower, found) }
      let (upper, other) = try branch(others + [whole >= below + 1], &left)
      if upper == .satisfiable { return (upper, other) }
      return (lower == .unsatisfiable ? upper : lower, nil)
    }
    return (.satisfiable, model)
  }
}
