import Mechanisms

/// What is noted while a market runs: sums, so that it does not grow with the number of deals.
struct Notes {
  static let windows = 50
  static let mostViolations = 20

  struct Population {
    var money = Sum()
    var cost = 0.0
    var asked = 0
    var departed = 0
    /// The same at the end of the last window.
    var askedBefore = 0
    var departedBefore = 0

    @inline(__always)
    mutating func note(isPrescribed: Bool) {
      asked += 1
      if !isPrescribed { departed += 1 }
    }

    @inline(__always)
    mutating func earn(_ money: Double, cost: Double) {
      self.money.add(money)
      self.cost += cost
    }
  }

  /// Those of the market, then those cartels bring.
  var populations: [Population]
  /// What each role got of a deal in which no cartel brought its members.
  var roles: [Sum]
  /// What cartels got of the deals that they brought their members to.
  var visitingCartels: [Sum]
  var welfare = Sum()
  var durations = Sum()
  var longest = 0
  /// Money in the accounts of deals times ticks.
  var locked = 0.0
  var timeouts = 0
  var newNames = 0
  var faults: [MarketFault: Int] = [:]
  var violations: [Violation] = []
  var violationCount = 0
  /// What those who came brought, those who left took, and deals left behind, in units.
  var brought: Int64 = 0
  var left: Int64 = 0
  var abandoned: Int64 = 0
  /// What was made or lost, as far as it is told, in units.
  var imbalance: Int64 = 0
  var closed: [Window] = []
  private var lockedBefore = 0.0
  private var tickBefore = 0

  /// Of the deal that is being settled.
  private var earned: [Double]
  private var visitor: Int?

  init(_ plan: MarketPlan) {
    populations = Array(
      repeating: Population(), count: plan.populations.count + plan.visitingCartels.count)
    roles = plan.roles.map { _ in Sum() }
    visitingCartels = plan.visitingCartels.map { _ in Sum() }
    earned = plan.roles.map { _ in 0 }
  }

  @inline(__always)
  mutating func note(population: Int, isPrescribed: Bool) {
    populations[population].note(isPrescribed: isPrescribed)
  }

  // MARK: - A deal

  mutating func begin(duration: Int, visitor: Int?) {
    durations.add(Double(duration))
    longest = max(longest, duration)
    self.visitor = visitor
    for role in earned.indices { earned[role] = 0 }
    brings = 0
  }

  private var brings = 0.0

  @inline(__always)
  mutating func earn(
    _ money: Double, cost: Double, role: Int, population: Int, isMember: Bool
  ) {
    earned[role] += money
    populations[population].earn(money, cost: cost)
    if isMember { brings += money }
  }

  mutating func finish() {
    var all = 0.0
    for role in earned.indices {
      all += earned[role]
      if visitor == nil { roles[role].add(earned[role]) }
    }
    welfare.add(all)
    if let visitor { visitingCartels[visitor].add(brings) }
  }

  // MARK: - Windows

  mutating func closeWindow(deals: Int, tick: Int, lasting: [Double]) {
    let time = tick - tickBefore
    closed.append(
      Window(
        deals: deals, tick: tick,
        cheating: populations.map {
          let asked = $0.asked - $0.askedBefore
          return asked == 0 ? nil : Double($0.departed - $0.departedBefore) / Double(asked)
        },
        locked: time == 0 ? 0 : (locked - lockedBefore) / Double(time), lasting: lasting))
    for index in populations.indices {
      populations[index].askedBefore = populations[index].asked
      populations[index].departedBefore = populations[index].departed
    }
    (lockedBefore, tickBefore) = (locked, tick)
  }

  // MARK: - Violations

  /// The deal in which something happened last that must not.
  var violator: Int?

  func isViolated(by deal: Int) -> Bool { violator == deal }
}
