import Exact

extension Market {
  /// Checks that the market can be held by the rules of a mechanism: that what it names is declared there, that
  /// numbers are in their bounds, that somebody can play each role. A market that was read from a file has passed
  /// this.
  ///
  /// - Throws: every mistake that was found (up to ``Limits/diagnostics``).
  /// - Complexity: O(size of the mechanism + populations × roles + cartels × roles).
  public func check(against mechanism: Mechanism) throws(Diagnostics) {
    let log = DiagnosticLog()
    MarketChecker(mechanism, log).check(self)
    try log.throwIfAny()
  }
}

extension MarketChecker {
  func check(_ market: Market) {
    check(market.deals, "'deals'", in: Self.deals, at: market.location)
    amount(market.interest, "'interest'", at: market.location)
    for (name, quantity) in market.parameters.sorted(by: { $0.key < $1.key })
    where parameter(name, at: market.location) != nil {
      check(quantity, of: name, at: market.location)
    }
    for parameter in mechanism.parameters
    where parameter.defaultValue == nil && market.parameters[parameter.name] == nil {
      log.report(.parameterWithoutValue(parameter.name), at: market.location)
    }
    for population in market.populations { check(population) }
    for cartel in market.cartels { check(cartel, of: market) }
    checkNumbers(in: market)
    for (name, pace) in market.paces.sorted(by: { $0.key < $1.key })
    where choice(name, at: market.location) != nil {
      check(pace.duration, "'takes'", least: 0, at: market.location)
      guard let deadline = pace.deadline else { continue }
      self.deadline(of: name, at: market.location)
      check(deadline, "'deadline'", in: Self.ticks, at: market.location)
    }
    for name in market.lasting { account(name, at: market.location) }
    check(market.reputations)
    for (fault, probability) in market.faults.sorted(by: { $0.key < $1.key }) {
      self.probability(probability, "the probability of '\(fault.rawValue)'", at: market.location)
    }
  }

  private func check(_ population: Market.Population) {
    let place = population.location
    role(population.role, at: place)
    check(population.number, "'number'", in: Self.agents, at: place)
    check(population.capacity, "'capacity'", in: Self.positive, at: place)
    check(population.pause, "'pause'", least: 0, at: place)
    if let arrival = population.arrival { check(arrival, "'arrives'", least: 1, at: place) }
    if let stay = population.stay { check(stay, "'stays'", least: 1, at: place) }
    if let capital = population.capital { amount(capital, "'capital'", at: place) }
  }

  private func check(_ cartel: Market.Cartel, of market: Market) {
    let place = cartel.location
    probability(cartel.share, "'share'", at: place)
    check(cartel, members: place, share: place)
    if case .learning(let conduct) = cartel.conduct { check(conduct, at: place) }
    for (name, number) in cartel.members.sorted(by: { $0.key < $1.key }) {
      role(name, at: place)
      check(number, "the number of members", in: Self.agents, at: place)
    }
  }

  /// How many agents there are, and how many of them belong to cartels.
  private func checkNumbers(in market: Market) {
    var total = 0
    for population in market.populations {
      let isBelow = total <= Limits.marketAgents
      total += bounded(population.number)
      if isBelow, total > Limits.marketAgents {
        log.report(.tooManyInMarket, at: population.location)
      }
    }
    for role in Set(market.populations.map(\.role)).sorted() {
      let populations = market.populations.filter { $0.role == role }
      let number = populations.reduce(0) { $0 + bounded($1.number) }
      let comes = populations.contains { $0.arrival != nil }
      if !comes, let taken = taken(of: role), number < taken {
        log.report(
          .tooFewAgents(of: role, number, needed: taken), at: populations[0].location)
      }
      let honest = populations.filter { !$0.conduct.learns }
      checkMembers(of: role, among: honest.reduce(0) { $0 + bounded($1.number) }, in: market)
    }
    var share: Rational = 0
    for cartel in market.cartels {
      let isBelow = share <= 1
      share += cartel.share
      if isBelow, share > 1 { log.report(.sharesAbove1, at: cartel.location) }
    }
  }

  /// A number that is not larger than it may be, so that sums of such numbers are none that is too large.
  private func bounded(_ number: Int) -> Int { min(max(number, 0), Limits.marketAgents) }

  /// Cartels without a share of the deals share those who do not learn by themselves.
  private func checkMembers(of role: String, among number: Int, in market: Market) {
    var free = number
    for cartel in market.cartels where cartel.share == 0 {
      let isEnough = free >= 0
      free -= bounded(cartel.members[role] ?? 0)
      if isEnough, free < 0 {
        log.report(.moreMembersThanAgents(of: role, number), at: cartel.location)
      }
    }
  }

  private func check(_ reputations: [Market.Reputation]) {
    var roles: Set<String> = []
    for reputation in reputations {
      let place = reputation.offence.location
      role(reputation.role, at: place)
      if !roles.insert(reputation.role).inserted {
        log.report(.duplicateKey(reputation.role), at: place)
      }
      _ = Resolver(vocabulary: vocabulary, log: log).formula(
        Expression(reputation.offence.content, at: place), yielding: .truth, in: end)
      check(reputation.limit, "'limit'", in: Self.positive, at: place)
      if let newName = reputation.newName { amount(newName, "'new name costs'", at: place) }
    }
  }
}
