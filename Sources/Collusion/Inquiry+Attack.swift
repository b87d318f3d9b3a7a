import Algorithms
import Exact
import Interpretation
import Mechanisms
import SMT

extension Inquiry {
  /// Why there is no attack to report though the conditions can hold.
  struct NoAttack: Error {
    var reason: String
  }

  /// More that an attack has to meet, in the terms of an inquiry.
  typealias Demand = (Inquiry) throws -> [BoolTerm]

  /// An attack of this shape, as small as can be: in as few information sets as possible, with as few
  /// parameters away from their defaults as possible, at simple values.
  ///
  /// - Returns: nil if there is none.
  /// - Throws: ``NoAttack`` where that was not decided.
  func smallestAttack(meeting demand: Demand = { _ in [] }) throws -> Attack? {
    let demanded = try demand(self)
    switch try askWhole(demanded, isProof: demanded.isEmpty).0 {
    case .unsatisfiable: return nil
    case .unknown(let reason): throw NoAttack(reason: reason)
    case .satisfiable: break
    }
    let most = try fewestDifferences(beside: demanded)
    let nearest = try nearDefaults(upTo: most, demand) ?? self
    return try nearest.simplestAttack(beside: try demand(nearest) + [nearest.atMost(most)])
  }

  // MARK: - Making it small

  /// The smallest number of information sets in which an attack has to differ from the prescription.
  private func fewestDifferences(beside demanded: [BoolTerm]) throws -> Int {
    let differences = differences
    for most in 1..<max(differences.count, 1) {
      if case .satisfiable = try askWhole(demanded + [atMost(most)]).0 { return most }
    }
    return differences.count
  }

  /// That those asked differ from the prescription in no more information sets than this.
  func atMost(_ most: Int) -> BoolTerm {
    let ones = differences.map { ite($0, context.number(1), context.number(0)) }
    return sum(ones, in: context) <= Rational(most)
  }

  /// The same question with as many parameters held at their defaults as can be; nil if too many have
  /// to be free for trying every choice of them.
  private func nearDefaults(upTo most: Int, _ demand: Demand) throws -> Inquiry? {
    let defaults = subject.defaults
    let names = subject.mechanism.parameters.map(\.name).filter { defaults[$0] != nil }
    let demanded = try demand(self) + [atMost(most)]
    for count in 0...min(Self.mostFreed, names.count) {
      for freed in names.combinations(ofCount: count) {
        let held = defaults.filter { !freed.contains($0.key) }
        guard case .satisfiable = try askWhole(demanded, holding: held) else { continue }
        let inquiry = try Inquiry(subject.holding(held), shape, asking: oracle)
        let demanded = try demand(inquiry) + [inquiry.atMost(most)]
        if case .satisfiable = try inquiry.askWhole(demanded).0 { return inquiry }
      }
    }
    return nil
  }

  /// All choices of so many parameters to take from their defaults are tried.
  private static let mostFreed = 2

  /// An attack at simple values. Where time runs out, it is as simple as it came to be until then.
  private func simplestAttack(beside demanded: [BoolTerm]) throws -> Attack {
    try attack(in: try simplestModel(beside: demanded))
  }

  /// A model of the conditions and what is demanded, at simple values.
  func simplestModel(beside demanded: [BoolTerm]) throws -> Model {
    guard case (.satisfiable, let model?) = try askWhole(demanded) else {
      throw NoAttack(reason: "it could not be confirmed in time")
    }
    var settled = Settled(conditions: demanded, model: model)
    do {
      try settleValues(&settled)
      try settlePlan(&settled)
    } catch is NoAttack {}
    return settled.model
  }

  /// What is settled about an attack, and an attack that is so.
  private struct Settled {
    var conditions: [BoolTerm]
    var model: Model
  }

  /// Settles a truth, if it can hold.
  private func settle(_ truth: BoolTerm, _ settled: inout Settled) throws -> Bool {
    if try settled.model.truth(of: truth) {
      settled.conditions.append(truth)
      return true
    }
    guard case (.satisfiable, let model?) = try askWhole(settled.conditions + [truth]) else {
      return false
    }
    settled.conditions.append(truth)
    settled.model = model
    return true
  }

  private func settleValues(_ settled: inout Settled) throws {
    for parameter in subject.mechanism.parameters {
      guard let symbol = domain.symbols[parameter.name] else { continue }
      if let value = parameter.defaultValue, try settle(symbol .== value, &settled) { continue }
      try settleSimplest(symbol, isWhole: parameter.isInteger, &settled)
    }
    for whole in wholes { try settleSimplest(whole, isWhole: true, &settled) }
  }

  /// Settles what is done in each information set that is reached, in the order of the steps: what is
  /// prescribed if it can be, or else the first option that can.
  private func settlePlan(_ settled: inout Settled) throws {
    var done: Set<Outline> = []
    while true {
      let next = try reached(in: settled.model).filter { done.insert($0).inserted }
      if next.isEmpty { return }
      for outline in next {
        for split in preferences(in: outline) where try settle(split, &settled) { break }
      }
    }
  }

  /// Settles that a term has the simplest value it can have: by a walk down the Stern–Brocot tree.
  private func settleSimplest(
    _ term: RealTerm, isWhole: Bool, _ settled: inout Settled
  ) throws {
    let conditions = settled.conditions
    func can(_ truth: BoolTerm) throws -> Bool {
      if case .satisfiable = try askWhole(conditions + [truth]).0 { true } else { false }
    }
    if try settle(term .== 0, &settled) { return }
    let isPositive = try can(term > 0)
    let size = isPositive ? term : -term
    var most: Rational = 1
    while try !can(size <= most) {
      most = most * 2
      if most > Rational(1 << 62) { throw NoAttack(reason: "its values are too large") }
    }
    var least: Rational = most == 1 ? 0 : most / 2
    while most - least > 1 {
      let middle = ((most + least) / 2).floor
      if try can(size <= middle) { most = middle } else { least = middle }
    }
    if try settle(size .== most, &settled) { return }
    if isWhole { throw NoAttack(reason: "no whole value was found for a count") }
    var (lower, upper) = (least, most)
    for _ in 0..<200 {
      let middle = Rational(
        numerator: lower.numerator + upper.numerator,
        denominator: lower.denominator + upper.denominator)
      if try settle(size .== middle, &settled) { return }
      if try can(lower < size && size < middle) { upper = middle } else { lower = middle }
    }
    throw NoAttack(reason: "it needs a value that is no simple fraction")
  }
}
