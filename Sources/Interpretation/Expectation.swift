import Exact
import Mechanisms
import OrderedCollections

extension Walk {
  /// The expected money of those whose money the walk tells, from the first step to the last, or for ever.
  ///
  /// Situations that are alike are worked out once. The worth of a round depends on that of those that follow
  /// it: one unknown for each way in which a round can begin, and one linear equation.
  ///
  /// - Parameter decide: The money of a decision, from what each split leads to; linear in that, and asked
  ///   several times where rounds have no end.
  /// - Throws: A `Fault` of the mechanism that shows at the point that the domain is about, a `Fault`
  ///   that is a limit of the walk, and whatever the walk's `answer` throws. Where the domain is about
  ///   many points, faults of the mechanism are a matter for ``survey(splitting:)``.
  public func expectation(
    deciding decide: (Question<Number>, [(split: [String: Int], value: Number)]) throws -> Number
  ) throws -> Number {
    var known: [Here: Prospect] = [:]
    let (here, requirements) = try beginning()
    try check(requirements)
    var start = try prospect(of: here, &known, decide)
    start.money = domain.difference(start.money, try identityCosts())
    var rounds: OrderedDictionary<Round, Prospect?> = [:]
    func note(_ prospect: Prospect) {
      for round in prospect.ahead.keys where rounds[round] == nil { rounds[round] = .some(nil) }
    }
    note(start)
    var index = 0
    while index < rounds.count {
      if rounds.count > Self.mostRounds { throw Fault(.tooManyRounds, at: .code) }
      let next = try prospect(of: try beginning(of: rounds.keys[index]), &known, decide)
      rounds.values[index] = next
      note(next)
      index += 1
    }
    let equations = rounds.values.map { prospect in
      Equation(
        constant: prospect?.money ?? domain.number(0),
        coefficients: rounds.keys.map { prospect?.ahead[$0] ?? domain.number(0) })
    }
    let worth = domain.solutions(of: equations)
    return zip(rounds.keys, worth).reduce(start.money) { sum, round in
      guard let share = start.ahead[round.0] else { return sum }
      return domain.sum(sum, domain.scaled(round.1, by: share))
    }
  }

  /// What the identities cost that the coalition added.
  private func identityCosts() throws -> Number {
    try program.mechanism.roles.reduce(domain.number(0)) { total, role in
      guard let count = identities[role.name], let cost = role.identityCost,
        beneficiary.includes(role.name, .deviator)
      else { return total }
      let each = try domain.number(of: cost)
      return domain.sum(total, domain.scaled(each, by: domain.number(Rational(count))))
    }
  }

  /// The expected money where the walk's `answer` leaves nothing to decide.
  public func expectation() throws -> Number {
    try expectation { question, _ in
      preconditionFailure("not answered: \(question.choice.attribute)")
    }
  }

  /// More different rounds than this are not told apart.
  static var mostRounds: Int { 200 }

  private typealias Round = Kept<Number, Truth>
  private typealias Decide =
    (Question<Number>, [(split: [String: Int], value: Number)]) throws -> Number

  /// What is expected: so much money, and so much of what each round is worth that may begin.
  private struct Prospect {
    var money: Number
    var ahead: OrderedDictionary<Round, Number> = [:]
  }

  private func prospect(
    of here: Here, _ known: inout [Here: Prospect], _ decide: Decide
  ) throws -> Prospect {
    if let prospect = known[here] { return prospect }
    let prospect = try prospect(of: try step(from: here), &known, decide)
    known[here] = prospect
    return prospect
  }

  private func prospect(
    of move: Next, _ known: inout [Here: Prospect], _ decide: Decide
  ) throws -> Prospect {
    switch move {
    case .end: return Prospect(money: domain.number(0))
    case .go(let next): return try prospect(of: next, &known, decide)
    case .round(let round, let worth):
      return Prospect(money: domain.number(0), ahead: [round: worth])
    case .gain(let amount, let next):
      var prospect = try prospect(of: next, &known, decide)
      prospect.money = domain.sum(amount, prospect.money)
      return prospect
    case .chance(let branches):
      let possible = try branches.filter { !domain.isZero($0.probability) }.map {
        (probability: $0.probability, prospect: try prospect(of: $0.1, &known, decide))
      }
      return try combined(possible.map(\.prospect)) { values in
        zip(possible, values).reduce(domain.number(0)) {
          domain.sum($0, domain.scaled($1.1, by: $1.0.probability))
        }
      }
    case .fork(let condition, let first, let second):
      let both = [
        try prospect(of: first, &known, decide), try prospect(of: second, &known, decide),
      ]
      return try combined(both) { domain.choose(condition, $0[0], $0[1]) }
    case .decide(let question, let ways):
      let prospects = try ways.map { try prospect(of: $0.1, &known, decide) }
      return try combined(prospects) { values in
        try decide(question, zip(ways, values).map { (split: $0.split, value: $1) })
      }
    case .require(let truth, let fault, let next):
      try check([(truth, fault)])
      return try prospect(of: next, &known, decide)
    }
  }

  /// Combines prospects number by number: the combination is linear.
  private func combined(
    _ prospects: [Prospect], _ combine: ([Number]) throws -> Number
  ) throws -> Prospect {
    var result = Prospect(money: try combine(prospects.map(\.money)))
    for round in prospects.flatMap(\.ahead.keys) where result.ahead[round] == nil {
      result.ahead[round] = try combine(prospects.map { $0.ahead[round] ?? domain.number(0) })
    }
    return result
  }

  private func check(_ requirements: [(Truth, Fault)]) throws {
    for (truth, fault) in requirements where domain.known(truth) == false {
      if domain.isOnePoint || fault.kind.isLimit { throw fault }
    }
  }
}

/// One of as many linear equations as unknowns: an unknown is the constant and so much of each unknown.
public struct Equation<Number> {
  public var constant: Number
  public var coefficients: [Number]
}

extension Domain {
  /// The solution by elimination [Gauss]. The coefficients of each equation are at least 0, with a sum below 1,
  /// so that no pivot is zero.
  ///
  /// - Complexity: O(n³) operations.
  public func solutions(of equations: [Equation<Number>]) -> [Number] {
    var equations = equations
    for index in equations.indices.reversed() {
      // The unknown by those before it.
      let own = equations[index].coefficients[index]
      let rest = difference(number(1), own)
      equations[index].coefficients[index] = number(0)
      if !isZero(own) {
        equations[index].constant = quotient(equations[index].constant, rest)
        for other in 0..<index where !isZero(equations[index].coefficients[other]) {
          equations[index].coefficients[other] = quotient(
            equations[index].coefficients[other], rest)
        }
      }
      for earlier in 0..<index {
        let share = equations[earlier].coefficients[index]
        if isZero(share) { continue }
        equations[earlier].coefficients[index] = number(0)
        equations[earlier].constant = sum(
          equations[earlier].constant, scaled(equations[index].constant, by: share))
        for other in 0..<index where !isZero(equations[index].coefficients[other]) {
          equations[earlier].coefficients[other] = sum(
            equations[earlier].coefficients[other],
            scaled(equations[index].coefficients[other], by: share))
        }
      }
    }
    var worth: [Number] = []
    for equation in equations {
      worth.append(
        zip(worth, equation.coefficients).reduce(equation.constant) {
          sum($0, scaled($1.0, by: $1.1))
        })
    }
    return worth
  }
}
