import Exact
import Spelling

/// What a market may say of deals by some mechanism, collecting mistakes.
struct MarketChecker {
  let mechanism: Mechanism
  let log: DiagnosticLog
  /// The names that the mechanism declares.
  let vocabulary: Vocabulary
  /// What is bound at the end of a deal.
  let bound: [String: ValueType]
  /// The choices, with whether something counts when their deadline passes.
  private let choices: [String: Bool]

  init(_ mechanism: Mechanism, _ log: DiagnosticLog) {
    self.mechanism = mechanism
    self.log = log
    // The mechanism itself is all right: only what it declares is of interest.
    var checker = MechanismChecker(mechanism, DiagnosticLog())
    checker.check()
    vocabulary = checker.vocabulary
    bound = checker.bound
    choices = Dictionary(mechanism.choices.map { ($0.name, $0.timeout != nil) }) { $0 && $1 }
  }

  /// Where a formula over the end of a deal stands.
  var end: Scope { Scope(bound: bound) }

  // MARK: - Names

  private func known(
    _ name: String, _ kind: String, among names: some Collection<String>, at location: Location
  ) -> String? {
    if names.contains(name) { return name }
    log.report(.unknown(kind, name, nearest(to: name, among: names)), at: location)
    return nil
  }

  @discardableResult
  func parameter(_ name: String, at location: Location) -> String? {
    known(name, "parameter", among: vocabulary.parameters, at: location)
  }

  @discardableResult
  func role(_ name: String, at location: Location) -> String? {
    known(name, "role", among: vocabulary.roles.keys, at: location)
  }

  @discardableResult
  func choice(_ name: String, at location: Location) -> String? {
    known(name, "choice", among: choices.keys, at: location)
  }

  @discardableResult
  func account(_ name: String, at location: Location) -> String? {
    if name == Mechanism.world || name == Mechanism.burn {
      log.report(.reservedAccount(name), at: location)
      return nil
    }
    return known(name, "account", among: vocabulary.accounts, at: location)
  }

  // MARK: - Numbers

  static let positive = 1...Int.max
  static let deals = 1...Limits.deals
  static let agents = 0...Limits.marketAgents
  static let ticks = 1...Limits.ticks

  func check(_ count: Int, _ what: String, in range: ClosedRange<Int>, at location: Location) {
    if count < range.lowerBound {
      log.report(.notWhole(what, least: range.lowerBound), at: location)
    }
    if count > range.upperBound {
      log.report(.outside(what, "at most \(range.upperBound)"), at: location)
    }
  }

  func amount(_ amount: Rational, _ what: String, at location: Location) {
    if amount < 0 { log.report(.outside(what, "at least 0"), at: location) }
  }

  func probability(_ value: Rational, _ what: String, at location: Location) {
    if value < 0 || value > 1 { log.report(.outside(what, "between 0 and 1"), at: location) }
  }

  // MARK: - Quantities and durations

  func check(_ quantity: Market.Quantity, of parameter: String, at location: Location) {
    let values: [Rational]
    switch quantity {
    case .fixed(let value): values = [value]
    case .mixed(let shares):
      if shares.count > Limits.values {
        log.report(.tooManyValues, at: location)
        return
      }
      if shares.isEmpty { log.report(.emptyList("'values'"), at: location) }
      values = shares.keys.sorted()
      for value in values {
        guard let share = shares[value], share < 0 || share > 1 else { continue }
        log.report(.probabilityOutside(share.description), at: location)
      }
      let sum = shares.values.reduce(0, +)
      if !shares.isEmpty, sum != 1 { log.report(.sumIsNot1(sum.description), at: location) }
    }
    let isInteger = mechanism.parameters.contains { $0.name == parameter && $0.isInteger }
    if isInteger, let fraction = values.first(where: { !$0.isInteger }) {
      log.report(.fractionalValue(parameter, fraction.description), at: location)
    }
  }

  /// - Parameter least: The fewest ticks that it may be.
  func check(_ duration: Market.Duration, _ what: String, least: Int, at location: Location) {
    switch duration {
    case .fixed(let ticks): check(ticks, what, in: least...Limits.ticks, at: location)
    case .uniform(let range):
      check(range.lowerBound, what, in: least...Limits.ticks, at: location)
      check(range.upperBound, what, in: least...Limits.ticks, at: location)
    case .exponential(let mean):
      if mean <= 0 || mean > Rational(Limits.ticks) {
        log.report(
          .outside("the mean of \(what)", "above 0, and at most \(Limits.ticks)"), at: location)
      }
    }
  }

  func deadline(of choice: String, at location: Location) {
    if choices[choice] == false { log.report(.deadlineWithoutTimeout(choice), at: location) }
  }

  // MARK: - Cartels

  func check(_ conduct: Market.Conduct, at location: Location) {
    if !conduct.learns { log.report(.honestCartel, at: location) }
  }

  /// That it has what goes with its conduct.
  func check(_ cartel: Market.Cartel, members: Location, share: Location) {
    switch cartel.conduct {
    case .scripted(let file):
      if !cartel.members.isEmpty {
        log.report(
          .hasNo("members", claim: file, because: "the recorded attack has its own"), at: members)
      }
      if cartel.share <= 0 { log.report(.outside("'share'", "above 0"), at: share) }
    case .learning:
      if cartel.members.values.allSatisfy({ $0 <= 0 }) {
        log.report(.emptyList("'members'"), at: members)
      }
      if cartel.share == 0 { return }
      for (role, number) in cartel.members.sorted(by: { $0.key < $1.key }) {
        if let taken = taken(of: role), number > taken {
          log.report(.moreThanADealTakes(of: role, taken), at: members)
        }
      }
    }
  }

  /// How many agents of a role take part in a deal, if that is always the same.
  func taken(of role: String) -> Int? {
    vocabulary.roles[role].flatMap { Evaluation.constant($0)?.integer }
  }
}
