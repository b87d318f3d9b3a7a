import Exact
import Mechanisms

extension Walk {
  /// The coalition's expected money, from the first step to the last.
  ///
  /// Situations that are alike are worked out once.
  ///
  /// - Parameter decide: The money of a decision, from what each split leads to.
  /// - Throws: A `Fault` of the mechanism that shows at the point that the domain is about, a `Fault`
  ///   that is a limit of the walk, and whatever the walk's `answer` throws. Where the domain is about
  ///   many points, faults of the mechanism are a matter for ``survey(splitting:)``.
  public func expectation(
    deciding decide: (Question<Number>, [(split: [String: Int], value: Number)]) throws -> Number
  ) throws -> Number {
    var known: [Here: Number] = [:]
    let (here, requirements) = try beginning()
    try check(requirements)
    return try value(of: here, &known, decide)
  }

  /// The coalition's expected money where the walk's `answer` leaves nothing to decide.
  public func expectation() throws -> Number {
    try expectation { question, _ in
      preconditionFailure("not answered: \(question.choice.attribute)")
    }
  }

  private typealias Decide =
    (Question<Number>, [(split: [String: Int], value: Number)]) throws -> Number

  private func value(
    of here: Here, _ known: inout [Here: Number], _ decide: Decide
  ) throws -> Number {
    if let value = known[here] { return value }
    let value = try value(of: try step(from: here), &known, decide)
    known[here] = value
    return value
  }

  private func value(
    of move: Next, _ known: inout [Here: Number], _ decide: Decide
  ) throws -> Number {
    switch move {
    case .end: return domain.number(0)
    case .go(let next): return try value(of: next, &known, decide)
    case .gain(let amount, let next):
      return domain.sum(amount, try value(of: next, &known, decide))
    case .chance(let branches):
      var sum = domain.number(0)
      for (probability, next) in branches where !domain.isZero(probability) {
        let value = try value(of: next, &known, decide)
        sum = domain.sum(sum, domain.scaled(value, by: probability))
      }
      return sum
    case .fork(let condition, let first, let second):
      return domain.choose(
        condition, try value(of: first, &known, decide), try value(of: second, &known, decide))
    case .decide(let question, let ways):
      let values = try ways.map { split, next in
        (split: split, value: try value(of: next, &known, decide))
      }
      return try decide(question, values)
    case .require(let truth, let fault, let next):
      try check([(truth, fault)])
      return try value(of: next, &known, decide)
    }
  }

  private func check(_ requirements: [(Truth, Fault)]) throws {
    for (truth, fault) in requirements where domain.known(truth) == false {
      if domain.isOnePoint || fault.kind.isLimit { throw fault }
    }
  }
}
