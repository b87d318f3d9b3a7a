import Exact
import Interpretation
import Mechanisms
import SMT
import Twin

/// Decides one property: looks for the smallest coalition that gains, or shows that none does.
struct Search {
  let subject: Subject
  let oracle: Oracle

  /// Coalitions of so many agents are tried one by one before larger ones are searched at once.
  static let mostOneByOne = 4

  func verdict() throws -> Verdict {
    if let end = try unasked() { return end }
    return try decided()
  }

  private func decided() throws -> Verdict {
    let classes = try CoalitionShapes(subject)
    return try Verdict.orUndecided {
      try classes.isUnbounded ? unboundedVerdict(classes) : boundedVerdict(classes.shapes)
    }
  }

  /// Whether no coalition gains, where the class is not empty; no attack is looked for.
  func isProved() throws -> Bool {
    guard try unasked() == nil else { return false }
    return try CoalitionShapes(subject).shapes.allSatisfy { shape in
      try Inquiry(subject, shape, asking: oracle).askWhole().0 == .unsatisfiable
    }
  }

  /// Whether it is known that no coalition of the class can be formed.
  func isEmpty() throws -> Bool {
    try CoalitionShapes(subject).shapes.allSatisfy {
      try Inquiry(subject, $0, asking: oracle).isVacuous()
    }
  }

  /// Whether some parameters are safe, with the condition on them.
  func safety() throws -> (Verdict, Condition?) {
    if let end = try unasked() { return (end, nil) }
    var search = try ConditionSearch(subject, asking: oracle)
    var condition = try search.condition()
    if condition.isImpossible { return (.impossible, condition) }
    if search.isEmpty { return (.vacuous("no coalition of its class can be formed"), nil) }
    guard let point = try condition.safePoint ?? search.candidate() else {
      return (.undecided(condition.openReason ?? "no safe parameters were found"), condition)
    }
    // The condition may have parts that are not known, or that speak of numbers of agents.
    switch try Search(subject: subject.holding(point), oracle: oracle).decided() {
    case .proved:
      condition.safePoint = point
      return (.proved, condition)
    case .undecided(let reason):
      return (.undecided(condition.openReason ?? reason), condition)
    case .broken(let counterexample):
      let gain = counterexample.attack.map { "\(Self.notSafe): \($0.gain)" }
      return (.undecided(condition.openReason ?? gain ?? Self.notSafe), condition)
    case .impossible, .vacuous: return (.undecided(Self.emptyThere), condition)
    }
  }

  private static let notSafe = "where the condition that was found holds, an attack pays"
  private static let emptyThere =
    "no coalition can be formed at the safe parameters that were found"

  /// The verdict where there is nothing to ask.
  func unasked() throws -> Verdict? {
    switch try consistency() {
    case .unsatisfiable: return .vacuous("its assumptions contradict each other")
    case .unknown(let reason):
      return .undecided("whether its assumptions can hold together: \(reason)")
    case .satisfiable: break
    }
    return try undefined()
  }

  /// What follows if a formula of the question may divide by zero somewhere under the assumptions.
  ///
  /// - Throws: the `Fault` if one does.
  private func undefined() throws -> Verdict? {
    var formulas = subject.mechanism.roles.map(\.size)
    if let margin = subject.property.margin { formulas.append(margin) }
    if case .vanishes(let vanishing) = subject.property.claim, let quantity = vanishing.quantity {
      formulas.append(quantity)
    }
    if case .guarantee(let guarantee) = subject.property.claim, let floor = guarantee.floor {
      formulas.append(floor)
    }
    if case .atMost(let bounds) = subject.property.claim.byzantine {
      formulas += bounds.map(\.most)
    }
    switch subject.property.coalitions {
    case .size(let most): formulas.append(most)
    case .perRole(let bounds): formulas += bounds.map(\.most)
    }
    let domain = TermDomain(oracle, fixed: subject.fixed)
    let assumptions = try domain.assumed(subject.assumptions)
    for formula in formulas {
      for (truth, fault) in try domain.requirements(of: formula) {
        let fails = domain.term(domain.not(truth))
        let query = Query(
          conditions: assumptions + domain.definitions + [fails],
          wholes: subject.mechanism.parameters.filter(\.isInteger).compactMap {
            domain.symbols[$0.name]
          })
        switch try oracle.ask(query, proving: "the question divides by nothing that can be zero").0
        {
        case .satisfiable: throw fault
        case .unsatisfiable: break
        case .unknown(let reason):
          return .undecided("whether a formula of it divides by zero: \(reason)")
        }
      }
    }
    return nil
  }

  /// Whether the assumptions can hold together, with any coalition of the class.
  func consistency() throws -> Outcome {
    let wholes = subject.mechanism.parameters.filter(\.isInteger)
    if wholes.contains(where: { !(subject.fixed[$0.name]?.isInteger ?? true) }) {
      return .unsatisfiable
    }
    let domain = TermDomain(oracle, fixed: subject.fixed)
    let assumptions = try domain.assumed(subject.assumptions)
    let query = Query(
      conditions: assumptions + domain.definitions,
      wholes: wholes.compactMap { domain.symbols[$0.name] })
    return try oracle.ask(query).0
  }

  // MARK: - Coalitions of known sizes

  private func boundedVerdict(_ shapes: [Shape]) throws -> Verdict {
    var unknown: String?
    var isEmpty = true
    for shape in shapes {
      let inquiry = try Inquiry(subject, shape, asking: oracle)
      switch try inquiry.ask() {
      case .unsatisfiable:
        if isEmpty { isEmpty = try inquiry.isVacuous() }
        continue
      case .unknown(let reason):
        unknown = unknown ?? reason
        isEmpty = false
        continue
      case .satisfiable: break
      }
      do {
        if let attack = try smallestAttack(of: shape, inquiry) { return try replayed(attack) }
        if isEmpty { isEmpty = try inquiry.isVacuous() }
      } catch let none as Inquiry.NoAttack {
        unknown = unknown ?? "there may be an attack, but \(none.reason)"
      }
    }
    if let unknown { return .undecided(unknown) }
    return isEmpty ? .vacuous("no coalition of its class can be formed") : .proved
  }

  /// The smallest attack by a coalition: with as few of its members deviating as can be.
  private func smallestAttack(of shape: Shape, _ all: Inquiry) throws -> Attack? {
    for fewer in shape.withFewerDeviators {
      let inquiry = try Inquiry(subject, fewer, asking: oracle)
      if case .satisfiable = try inquiry.ask(), let attack = try inquiry.smallestAttack() {
        return attack
      }
    }
    return try all.smallestAttack()
  }

  // MARK: - Coalitions of any size

  private func unboundedVerdict(_ classes: CoalitionShapes) throws -> Verdict {
    var open: [Shape] = []
    var isEmpty = true
    for shape in classes.shapes {
      let inquiry = try Inquiry(subject, shape, asking: oracle)
      if case .unsatisfiable = try inquiry.askWhole(isProof: true).0 {
        if isEmpty { isEmpty = try inquiry.isVacuous() }
      } else {
        isEmpty = false
        open.append(shape)
      }
    }
    if open.isEmpty {
      return isEmpty ? .vacuous("no coalition of its class can be formed") : .proved
    }
    let small = try boundedVerdict(classes.small(upTo: Self.mostOneByOne))
    if case .broken = small { return small }
    if let attack = try smallestLargeAttack(open) { return try replayed(attack) }
    return .undecided("neither a proof nor an attack was found for coalitions of any size")
  }

  /// An attack by as few agents as can be, where that is too many to try coalitions one by one.
  private func smallestLargeAttack(_ shapes: [Shape]) throws -> Attack? {
    var best: (size: Int, shape: Shape)?
    for shape in shapes {
      let inquiry = try Inquiry(subject, shape, asking: oracle)
      if let (size, shape) = try inquiry.fewestMembers(below: best?.size) {
        best = (size: size, shape: shape)
      }
    }
    guard var shape = best?.shape else { return nil }
    let large = shape.members.filter { ($0.value ?? 0) > Inquiry.mostEnumerated }.keys
    for role in large.sorted() {
      var fewer = shape
      fewer.deviators[role] = .some(nil)
      let inquiry = try Inquiry(subject, fewer, asking: oracle)
      if let count = try inquiry.fewestDeviators(of: role) { shape.deviators[role] = count }
    }
    return try Inquiry(subject, shape, asking: oracle).smallestAttack()
  }

  // MARK: - Replaying

  /// The attack as a verdict, once the twin has played it with the same gain.
  ///
  /// - Throws: ``Disagreement``; a `Fault` of the mechanism.
  private func replayed(_ attack: Attack) throws -> Verdict {
    do {
      try attack.confirm(on: subject)
      return .broken(.attack(attack))
    } catch let error as TwinError where error.isLimit {
      return .undecided("the attack found is too large to be replayed: \(error)")
    }
  }
}
