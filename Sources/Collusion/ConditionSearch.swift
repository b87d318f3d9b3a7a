import Exact
import Interpretation
import Mechanisms
import SMT

/// Finds the exact condition for safety: violating plans are collected, each as a polynomial that must not
/// be above zero where the plan is what it is, until no plan is left that gains.
struct ConditionSearch {
  let subject: Subject
  let oracle: Oracle
  private let space: ParameterSpace
  private var found: [Found] = []
  private var open: String?
  /// Whether the conjuncts contradict each other.
  private var isImpossible = false
  private var isAnyFormed = false
  /// What may be positive wherever the assumptions hold, beside variables.
  private let assumedFactors: [Polynomial]
  /// Whether it is known that no coalition of the class can be formed.
  var isEmpty: Bool { !isAnyFormed && open == nil }

  /// A plan that gains somewhere, with where it does.
  fileprivate struct Found {
    var conjunct: Conjunct
    /// What the plan gains above the margin, in money.
    var excess: RationalFunction
    var shape: Shape
    /// The terms of the numbers of agents that the conjunct speaks of beside numbers of members.
    var counts: [String: RealTerm]
    /// In how many information sets the plan differs from the prescription, as far as was counted.
    var differences: Int

    var speaksOfNumbers: Bool { conjunct.speaksOfNumbers || !counts.isEmpty }
  }

  /// Conjuncts are collected up to this many.
  private static let mostConjuncts = 100
  /// Plans that differ from the prescription in no more information sets than this are tried first.
  private static let mostDifferences = 3

  init(_ subject: Subject, asking oracle: Oracle) throws {
    self.subject = subject
    self.oracle = oracle
    space = try ParameterSpace(subject, asking: oracle)
    assumedFactors = subject.assumptions.flatMap { $0.content.differences }
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// - Parameter parameter: What to solve each conjunct for, if anything.
  /// - Throws: ``Disagreement`` if the twin does not confirm an attack; a `Fault` of the mechanism.
  mutating func condition(solvingFor parameter: String? = nil) throws -> Condition {
    try search()
    var conjuncts = found.map(\.conjunct)
    for index in found.indices {
      conjuncts[index].attack = try witness(for: index)
      guard let parameter else { continue }
      conjuncts[index].solutions = try solutions(of: conjuncts[index], for: parameter)
    }
    // Where numbers of agents are left, a point would have to be safe for all of them.
    let hasPoint = !isImpossible && found.allSatisfy { !$0.speaksOfNumbers }
    if isImpossible { try space.recordWitness() }
    return Condition(
      conjuncts: conjuncts, openReason: isImpossible ? nil : open,
      safePoint: hasPoint ? try candidate() : nil, isImpossible: isImpossible)
  }

  /// The conjuncts, each with some attack that pays where it fails, and why there may be more.
  mutating func conjuncts() throws -> ([Conjunct], openReason: String?) {
    try search()
    return (found.map(\.conjunct), openReason: open)
  }

  private mutating func search() throws {
    for shape in try CoalitionShapes(subject).shapes where try !isContradictory() {
      let reason = try reasonForNoAnswer { try collect(shape) }
      open = open ?? reason
    }
    isImpossible = try isContradictory()
    try widen()
    try instantiate()
    // With numbers put in, some may speak of parameters only now.
    if !isImpossible { isImpossible = try isContradictory() }
    try removeRedundant()
  }

  /// Parameters near the defaults at which the conjuncts hold that speak of parameters only.
  func candidate() throws -> [String: Rational]? { try space.point(meeting: demands) }

  /// That the conjuncts hold that speak of parameters only.
  private var demands: [TermDomain.Truth] {
    found.filter { !$0.speaksOfNumbers }.map { holding($0.conjunct) }
  }

  private func isContradictory() throws -> Bool {
    try space.ask(demands, proving: "one of the attacks pays at all parameters that are assumed")
      == .unsatisfiable
  }

  private func holding(_ conjunct: Conjunct) -> TermDomain.Truth {
    space.domain.not(space.domain.failure(of: conjunct))
  }

  // MARK: - Solving

  /// - Complexity: a few questions for each.
  private func solutions(
    of conjunct: Conjunct, for parameter: String
  ) throws -> [Conjunct.Solution] {
    guard let excess = conjunct.excess.polynomial, excess.degree(in: parameter) > 0 else {
      return []
    }
    let coefficients = excess.coefficients(in: parameter)
    guard coefficients.count == 2 else {
      return [Conjunct.Solution(when: nil, bound: .notLinear)]
    }
    let (rest, slope) = (coefficients[0], coefficients[1])
    let inside = conjunct.region.map { space.domain.truth($0) }
    let cases: [(Formula.Comparison, Conjunct.Solution.Bound)] = [
      (.less, Self.quotient(rest, by: -slope, Conjunct.Solution.Bound.atLeast)),
      (.greater, Self.quotient(-rest, by: slope, Conjunct.Solution.Bound.atMost)),
      (.equal, try bound(on: rest, inside, where: slope)),
    ]
    let possible = try cases.filter { relation, _ in
      let when = FunctionDomain.Condition(function: RationalFunction(slope), relation: relation)
      return try space.ask(inside + [space.domain.truth(when)]) != .unsatisfiable
    }
    let weight = try simplified(RationalFunction(slope)).numerator
    let primitive = weight.primitivePart
    let isMirrored = primitive != weight
    return possible.map { relation, bound in
      let when = FunctionDomain.Condition(
        function: RationalFunction(primitive), relation: isMirrored ? relation.mirrored : relation)
      return Conjunct.Solution(when: possible.count == 1 ? nil : when, bound: bound)
    }
  }

  /// What has to hold where the parameter has no weight.
  private func bound(
    on rest: Polynomial, _ inside: [TermDomain.Truth], where slope: Polynomial
  ) throws -> Conjunct.Solution.Bound {
    func canBe(_ relation: Formula.Comparison) throws -> Bool {
      let conditions = [(slope, Formula.Comparison.equal), (rest, relation)].map {
        space.domain.truth(
          FunctionDomain.Condition(function: RationalFunction($0), relation: $1))
      }
      return try space.ask(inside + conditions) != .unsatisfiable
    }
    if try !canBe(.greater) { return .always }
    return try canBe(.lessOrEqual) ? .free(rest) : .never
  }

  /// A quotient as a polynomial and a proper quotient, where the divisor is a single term.
  private static func quotient(
    _ dividend: Polynomial, by divisor: Polynomial,
    _ bound: (Polynomial, RationalFunction) -> Conjunct.Solution.Bound
  ) -> Conjunct.Solution.Bound {
    var whole: Polynomial = 0
    var rest: Polynomial = 0
    for term in dividend.singleTerms {
      if let part = term.dividing(exactlyBy: divisor) { whole += part } else { rest += term }
    }
    return bound(whole, RationalFunction(numerator: rest, denominator: divisor))
  }

  // MARK: - Collecting

  private mutating func collect(_ shape: Shape) throws {
    let inquiry = try Inquiry(subject, shape, asking: oracle)
    if !isAnyFormed { isAnyFormed = try !inquiry.isVacuous() }
    var local: [Found] = []
    defer { found += local }
    let patterns = inquiry.patterns
    let most = inquiry.differences.count
    let levels = (1..<max(min(most, Self.mostDifferences + 1), 1)).map(Optional.some) + [nil]
    for (index, pattern) in patterns.enumerated() {
      for level in levels {
        let few = level.map { [inquiry.atMost($0)] } ?? []
        try collect(
          inquiry, pattern + few, &local, differing: level ?? most,
          isLast: level == nil && index == patterns.count - 1)
      }
    }
  }

  private mutating func collect(
    _ inquiry: Inquiry, _ demands: [BoolTerm], _ local: inout [Found], differing: Int, isLast: Bool
  ) throws {
    while true {
      let domain = inquiry.domain
      let failures =
        found.map { domain.failure(of: $0.conjunct) }
        + local.map { domain.failure(of: $0.conjunct, counts: $0.counts) }
      let all = demands + failures.map { domain.term(domain.not($0)) }
      let (outcome, model) = try inquiry.askWhole(all)
      switch outcome {
      case .unsatisfiable: return
      case .unknown(let reason):
        if isLast { open = open ?? reason }
        return
      case .satisfiable: break
      }
      guard let model else { return }
      let play: Inquiry.Play
      do {
        play = try inquiry.play(in: model)
      } catch is Inquiry.NoAttack {
        play = try inquiry.play(in: try inquiry.simplestModel(beside: all))
      }
      let excess = try inquiry.excess(of: play)
      let next = try Found(
        conjunct: conjunct(of: play, excess, in: inquiry), excess: excess, shape: inquiry.shape,
        counts: play.counts, differences: differing)
      guard !next.conjunct.holds(at: play.functions.point) else {
        throw Inquiry.NoAttack(reason: "a plan that was found does not gain where it was found")
      }
      local.append(next)
      if found.count + local.count > Self.mostConjuncts {
        throw Inquiry.NoAttack(reason: "more than \(Self.mostConjuncts) plans gain somewhere")
      }
    }
  }

  private func conjunct(
    of play: Inquiry.Play, _ excess: RationalFunction, in inquiry: Inquiry
  ) throws -> Conjunct {
    let forming = try forming(play)
    let attack = try inquiry.attack(of: play)
    // What is known because the coalition can be formed need not be said beside that it can be.
    var region = try forming.filter { try !space.entails($0) }
    let formed = region.map { space.domain.truth($0) }
    for condition in play.functions.region
    where try !region.contains(condition) && !space.entails(condition, where: formed) {
      region.append(condition)
    }
    region = try region.map {
      FunctionDomain.Condition(function: try simplified($0.function), relation: $0.relation)
    }
    return Conjunct(
      region: region, excess: try simplified(excess, where: region), attack: attack)
  }

  /// That the coalition can be formed.
  private func forming(_ play: Inquiry.Play) throws -> [FunctionDomain.Condition] {
    let functions = FunctionDomain(at: play.functions.point)
    func holds(_ left: RationalFunction, _ relation: Formula.Comparison, _ right: RationalFunction)
      -> [FunctionDomain.Condition]
    {
      let difference = left - right
      if difference.constant != nil { return [] }
      return [FunctionDomain.Condition(function: difference, relation: relation)]
    }
    var conditions: [FunctionDomain.Condition] = []
    var total: RationalFunction = 0
    for role in subject.mechanism.roles {
      let members = play.parties[role.name]?.members ?? 0
      let byzantine = play.byzantine[role.name] ?? 0
      total += members
      conditions += holds(members + byzantine, .lessOrEqual, try functions.number(of: role.size))
      conditions += holds(members, .greaterOrEqual, 0)
      conditions += holds(byzantine, .greaterOrEqual, 0)
    }
    if case .guarantee = subject.property.claim {
      conditions += holds(play.victims, .greaterOrEqual, 1)
    } else {
      conditions += holds(total, .greaterOrEqual, 1)
    }
    if case .atMost(let bounds) = subject.property.claim.byzantine {
      for bound in bounds {
        guard let count = play.byzantine[bound.role] else { continue }
        conditions += holds(count, .lessOrEqual, try functions.number(of: bound.most.unrounded))
      }
    }
    switch subject.property.coalitions {
    case .size(let most):
      conditions += holds(total, .lessOrEqual, try functions.number(of: most.unrounded))
    case .perRole(let bounds):
      for bound in bounds {
        guard let members = play.parties[bound.role]?.members else { continue }
        conditions += holds(members, .lessOrEqual, try functions.number(of: bound.most.unrounded))
      }
    }
    return (functions.region + conditions).reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  /// The excess without factors that are positive wherever the assumptions and some conditions hold.
  private func simplified(
    _ excess: RationalFunction, where region: [FunctionDomain.Condition] = []
  ) throws -> RationalFunction {
    let inside = region.map { space.domain.truth($0) }
    var result = excess
    if try space.isPositive(excess.denominator, where: inside) {
      result = RationalFunction(excess.numerator)
    } else if try space.isPositive(-excess.denominator, where: inside) {
      result = RationalFunction(-excess.numerator)
    }
    let variables = result.numerator.sortedVariables.map { Polynomial(variable: $0) }
    for factor in variables + assumedFactors {
      guard result.numerator.dividing(exactlyBy: factor) != nil,
        try space.isPositive(factor, where: inside)
      else { continue }
      while let less = result.numerator.dividing(exactlyBy: factor) {
        result = RationalFunction(numerator: less, denominator: result.denominator)
      }
    }
    let content = result.numerator.content
    return content.isZero ? result : result * RationalFunction(content.reciprocal)
  }

  // MARK: - Making it simple

  /// Leaves out of each region what is not needed: where the rest of the condition sees to it that the
  /// excess is not above zero outside, too.
  private mutating func widen() throws {
    for index in found.indices where found[index].counts.isEmpty {
      for condition in found[index].conjunct.region where !oracle.deadline.hasPassed {
        let all = found.filter(\.counts.isEmpty).map { holding($0.conjunct) }
        var wider = found[index].conjunct
        wider.region.removeAll { $0 == condition }
        let fails = space.domain.failure(of: wider)
        if try space.ask(all + [fails]) == .unsatisfiable { found[index].conjunct = wider }
      }
    }
  }

  /// Puts a number for a symbolic number of members where that says as much.
  private mutating func instantiate() throws {
    for index in found.indices where found[index].counts.isEmpty && found[index].speaksOfNumbers {
      let original = found[index].conjunct
      let fails = space.domain.failure(of: original)
      for number in Self.numbersTried {
        guard let instance = original.instance(members: number),
          let excess = found[index].excess.instance(members: number)
        else { continue }
        guard try space.ask([holding(instance), fails]) == .unsatisfiable else { continue }
        found[index].conjunct = instance
        found[index].excess = excess
        found[index].conjunct.region = try instance.region.filter { try !space.entails($0) }
        break
      }
    }
  }

  private static let numbersTried: [Rational] = [0, 1, 2]

  /// Removes conjuncts that follow from the others, the most complicated first.
  private mutating func removeRedundant() throws {
    found.sort { $0.complexity < $1.complexity }
    for index in found.indices.reversed() where !oracle.deadline.hasPassed {
      var others = found.filter { $0.counts.isEmpty }.map(\.conjunct)
      others.removeAll { $0 == found[index].conjunct }
      let (conjunct, counts) = (found[index].conjunct, found[index].counts)
      let demands =
        others.map { holding($0) }
        + counts.sorted { $0.key < $1.key }.map { TermDomain.Truth.term($0.value >= 0) }
      let fails = space.domain.failure(of: conjunct, counts: counts)
      if try space.ask(demands + [fails]) == .unsatisfiable { found.remove(at: index) }
    }
  }

  // MARK: - Witnesses

  /// An attack by the plan of a conjunct that pays where only that conjunct fails, near the defaults.
  private func witness(for index: Int) throws -> Attack {
    let this = found[index]
    var attack = this.conjunct.attack
    if !this.speaksOfNumbers && !oracle.deadline.hasPassed {
      let others = found.indices.filter { $0 != index && !found[$0].speaksOfNumbers }
        .map { found[$0].conjunct }
      do {
        attack = try smallestAttack(on: this, beside: others) ?? attack
      } catch is Inquiry.NoAttack {
      } catch is OutOfTime {}
    }
    try attack.confirm(on: subject)
    return attack
  }

  /// The smallest attack that gains what the plan of a conjunct does, or else that plan; nil if neither
  /// pays at simple parameters at which only the one conjunct fails.
  private func smallestAttack(on this: Found, beside others: [Conjunct]) throws -> Attack? {
    func isAlone(_ domain: TermDomain) -> [TermDomain.Truth] {
      [domain.failure(of: this.conjunct)] + others.map { domain.not(domain.failure(of: $0)) }
    }
    let inquiry = try Inquiry(subject, this.shape, asking: oracle)
    let smallest = try inquiry.smallestAttack { inquiry in
      let domain = inquiry.domain
      let top = domain.number(this.excess.numerator, counts: [:])
      let over = domain.number(this.excess.denominator, counts: [:])
      let isSame = domain.compare(domain.product(inquiry.excess, over), .equal, top)
      return (isAlone(domain) + [isSame]).map(domain.term)
    }
    if let smallest, try gains(smallest, as: this.conjunct) { return smallest }
    guard let point = try space.point(meeting: isAlone(space.domain)) else { return nil }
    let attack = try Attack(
      of: this.conjunct.attack.deviation, by: this.conjunct.attack.coalition,
      for: this.conjunct.attack.stakes, on: subject, at: point)
    return attack.gain > (try subject.property.allowedGain(in: RationalDomain(point)))
      ? attack : nil
  }

  /// Whether an attack gains what a conjunct says also at other parameters.
  private func gains(_ attack: Attack, as conjunct: Conjunct) throws -> Bool {
    let margin = try subject.property.allowedGain(in: FunctionDomain(at: attack.parameters))
    guard let excess = (attack.formula - margin).substituting(subject.fixed) else { return false }
    return try simplified(excess, where: conjunct.region) == conjunct.excess
  }
}

extension Formula {
  /// What the formula says to be positive, as far as those are polynomials of several terms.
  fileprivate var differences: [Polynomial] {
    switch self {
    case .comparison(let relation, let left, let right):
      let domain = SemialgebraicDomain()
      guard let left = try? domain.number(of: Located(left)),
        let right = try? domain.number(of: Located(right)),
        left.count == 1, right.count == 1,
        let difference = (left[0].value - right[0].value).polynomial, difference.terms.count > 1
      else { return [] }
      switch relation {
      case .less, .lessOrEqual: return [-difference]
      case .greater, .greaterOrEqual: return [difference]
      case .equal, .notEqual: return []
      }
    case .all(let parts): return parts.flatMap(\.differences)
    default: return []
    }
  }
}

extension Conjunct {
  /// What the conjunct says where every symbolic number of members is this; nil where that divides by
  /// zero.
  fileprivate func instance(members number: Rational) -> Conjunct? {
    guard let excess = excess.instance(members: number) else { return nil }
    var instance = self
    instance.excess = excess
    instance.region = []
    for condition in region {
      guard let function = condition.function.instance(members: number) else { return nil }
      instance.region.append(
        FunctionDomain.Condition(function: function, relation: condition.relation))
    }
    return instance
  }
}

extension RationalFunction {
  /// The function where every symbolic number of members is this; nil where that divides by zero.
  fileprivate func instance(members number: Rational) -> RationalFunction? {
    let names = variables.filter { $0.hasPrefix("#") }
    return substituting(Dictionary(uniqueKeysWithValues: names.map { ($0, number) }))
  }
}

extension ConditionSearch.Found {
  /// By which conjuncts are ordered for reading.
  fileprivate var complexity: [Int] {
    [
      conjunct.attack.coalition.size, conjunct.region.count, differences,
      conjunct.excess.numerator.terms.count,
    ]
  }
}

extension [Int] {
  fileprivate static func < (left: [Int], right: [Int]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}

extension Located<Formula> {
  /// The bound before it is rounded down: whole numbers are at most the one where they are at most the
  /// other.
  fileprivate var unrounded: Self {
    if case .floor(let part) = content { Located(part, at: location) } else { self }
  }
}
