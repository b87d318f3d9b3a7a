public import Collusion
import Exact
import Interpretation
public import Mechanisms
public import Store

/// Rules that are not sound: nothing can be said of what is gained under them.
public struct Unsound: Error {
  public var problems: [Unsoundness]

  public init(_ problems: [Unsoundness]) { self.problems = problems }
}

/// Finds what a change of the rules opened and closed.
public struct Comparer: Sendable {
  private let decider: Decider

  public init(_ decider: Decider) { self.decider = decider }

  private var checker: Checker { decider.checker }

  private func findings(on mechanism: Mechanism) async throws -> [Finding] {
    let examination = try await decider.problems(of: mechanism)
    guard examination.found.isEmpty else { throw Unsound(examination.found) }
    return try await decider.findings(on: mechanism, after: examination)
  }

  /// Compares two mechanisms. Where nothing is different but names, nothing is solved.
  ///
  /// - Parameter report: is told how many properties were compared, and how many there are.
  /// - Throws: ``Unsound`` if the new rules are not; ``Disagreement``; a `Fault`; `SMTError`.
  public func comparison(
    from old: Mechanism, to new: Mechanism,
    report: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> MechanismComparison {
    var comparison = MechanismComparison(RuleComparison(from: old, to: new))
    if comparison.rules.isSame { return comparison }
    let news = try await findings(on: new)
    let olds: [Finding]
    do {
      olds = try await findings(on: comparison.rules.old)
    } catch let unsound as Unsound {
      comparison.oldProblems = unsound.problems
      comparison.added = news
      return comparison
    }
    comparison.added = news.filter { new in !olds.contains { $0.concerns(new.property) } }
    comparison.removed = olds.filter { old in !news.contains { $0.concerns(old.property) } }
    let pairs = news.compactMap { new in
      olds.first { $0.concerns(new.property) }.map { (old: $0, new: new) }
    }
    comparison.properties = try await compare(pairs, comparison.rules, report)
    return comparison
  }

  private func compare(
    _ pairs: [(old: Finding, new: Finding)], _ rules: RuleComparison,
    _ report: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> [PropertyComparison] {
    var done = 0
    func tell(_: Int, _: PropertyComparison) {
      done += 1
      report(done, pairs.count)
    }
    return try await concurrently(pairs, jobs: checker.jobs, report: tell) { pair in
      try await compare(pair.old, pair.new, rules)
    }
  }

  // MARK: - One property

  private func compare(
    _ old: Finding, _ new: Finding, _ rules: RuleComparison
  ) async throws -> PropertyComparison {
    let isSafe = old.isSafeEverywhere && new.isSafeEverywhere
    var comparison = PropertyComparison(
      from: try await outlook(old, on: rules.old, isBrief: isSafe),
      to: try await outlook(new, on: rules.new, isBrief: isSafe))
    guard let before = comparison.old.condition, let after = comparison.new.condition else {
      return comparison
    }
    let counterparts = rules.counterparts
    let backwards = Dictionary(
      counterparts.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    let here = Elsewhere(rules.old, old.property, before)
    let there = Elsewhere(rules.new, new.property, after)
    let opened = try await shifts(on: there, preventedIn: here, by: backwards)
    let closed = try await shifts(on: here, preventedIn: there, by: counterparts)
    comparison.opened = opened.found
    comparison.closed = closed.found
    comparison.openReason = opened.openReason ?? closed.openReason
    comparison.isConditionSame =
      before.statements == after.statements
      || before.isDecided && after.isDecided && comparison.isNothingShifted
        && rules.isSame(whatIsAssumedFor: old.property, and: new.property)
    if old.isSafeEverywhere, comparison.opened.isEmpty {
      comparison.opened = try beyond(on: there, new, besides: here, by: backwards)
    }
    if new.isSafeEverywhere, comparison.closed.isEmpty {
      comparison.closed = try beyond(on: here, old, besides: there, by: counterparts)
    }
    return comparison
  }

  /// The smallest attack under some rules, if its parameters are none that the other ones assume.
  private func beyond(
    on rules: Elsewhere, _ finding: Finding, besides other: Elsewhere, by counterparts: [Int: Int]
  ) throws -> [Shift] {
    guard let attack = finding.verdict.attack else { return [] }
    let point = RationalDomain(attack.parameters)
    let forbidding = (other.mechanism.assumptions + other.property.given).first {
      (try? point.truth(of: $0)) == false
    }
    guard let forbidding else { return [] }
    let gain = try Adaptation(attack.deviation, by: counterparts).gain(
      of: attack, on: other.mechanism, other.property)
    return [
      Shift(
        attack: attack, elsewhere: gain.map { .gains($0) } ?? .doesNotFit, isKnown: true,
        forbidding: forbidding)
    ]
  }

  private func outlook(
    _ finding: Finding, on mechanism: Mechanism, isBrief: Bool
  ) async throws -> Outlook {
    var outlook = Outlook(finding)
    outlook.defaults = mechanism.defaults
    let property = finding.property
    if isBrief || !property.claim.isAboutAttacks { return outlook }
    if case .vacuous = finding.verdict { return outlook }
    outlook.usual = try await checker.verdict(on: property, of: mechanism)
    outlook.bound = try? await decider.gainBound(for: property, of: mechanism).get()
    return outlook
  }

  /// Attacks that pay under some rules where none does under others.
  private func shifts(
    on rules: Elsewhere, preventedIn other: Elsewhere, by counterparts: [Int: Int]
  ) async throws -> (found: [Shift], openReason: String?) {
    let known = other.condition.statements
    let conjuncts = rules.condition.conjuncts.filter { !known.contains($0.statement) }
    let isSame = rules.property.normalForm == other.property.normalForm
    let (attacks, openReason) = try await checker.attacks(
      on: rules.property, of: rules.mechanism, unless: conjuncts, wherePreventedIn: other)
    var found: [Shift] = []
    for attack in attacks where !found.contains(where: { $0.attack == attack }) {
      let verdict =
        other.condition.isDecided
        ? .proved
        : try await checker.verdict(
          on: other.property, of: other.mechanism,
          at: attack.parameters.filter { parameter, _ in
            other.mechanism.parameters.contains { $0.name == parameter }
          })
      if case .broken = verdict { continue }
      let gain = try Adaptation(attack.deviation, by: counterparts).gain(
        of: attack, on: other.mechanism, other.property)
      if verdict == .proved, isSame, let gain,
        gain > (try other.property.allowedGain(in: RationalDomain(attack.parameters)))
      {
        throw Disagreement(
          property: other.property.name, attack: attack, twin: "\(gain) where nobody gains so much")
      }
      found.append(
        Shift(
          attack: attack, elsewhere: gain.map { .gains($0) } ?? .doesNotFit,
          isKnown: verdict == .proved))
    }
    return (found: found, openReason: openReason)
  }
}

extension Finding {
  /// Whether nobody gains, at any parameters.
  fileprivate var isSafeEverywhere: Bool {
    verdict == .proved && property.claim != .someParametersAreSafe
  }

  fileprivate func concerns(_ property: Property) -> Bool { self.property.name == property.name }
}

extension RuleComparison {
  /// Whether questions are asked of the same parameters under the same assumptions.
  fileprivate func isSame(whatIsAssumedFor one: Property, and other: Property) -> Bool {
    old.normalForm.assumptions == new.normalForm.assumptions
      && one.normalForm.given == other.normalForm.given
      && Set(old.parameters.map(\.name)) == Set(new.parameters.map(\.name))
  }
}
