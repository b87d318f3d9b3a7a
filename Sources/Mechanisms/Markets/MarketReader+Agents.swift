import Exact
import Spelling

/// Reading who takes part, how long that takes them, and what is remembered of them.
extension MarketReader {
  func populations(_ entry: Entry) -> [Market.Population] {
    let list = entries.list(entry, "agents")
    if list.isEmpty, entry.isList || entry.isEmpty {
      log.report(.emptyList("'agents'"), at: entry.location)
    }
    return list.compactMap(population)
  }

  private func population(_ entry: Entry) -> Market.Population? {
    var fields = Fields(entry, .population, log)
    guard fields.isMap else { return nil }
    let role = fields.require("role").flatMap { self.role($0) }
    let number = fields.require("number").flatMap {
      count($0, "'number'", in: MarketChecker.agents)
    }
    let conduct = fields.take("plays").flatMap { self.conduct($0) }
    let capacity = fields.take("capacity").flatMap {
      count($0, "'capacity'", in: MarketChecker.positive)
    }
    let pause = fields.take("pause").flatMap { duration($0, "'pause'") }
    let arrival = fields.take("arrives").flatMap { duration($0, "'arrives'", least: 1) }
    let stay = fields.take("stays").flatMap { duration($0, "'stays'", least: 1) }
    let capital = fields.take("capital").flatMap { amount($0, "'capital'") }
    fields.finish()
    guard let role, let number else { return nil }
    return Market.Population(
      role, number, conduct ?? .honest, capacity: capacity ?? 1, pause: pause ?? .fixed(1),
      arrival: arrival, stay: stay, capital: capital, at: entry.location)
  }

  private func conduct(_ entry: Entry) -> Market.Conduct? {
    entries.oneOf(Market.Conduct.allCases.map(\.rawValue), entry, "plays")
      .flatMap(Market.Conduct.init)
  }

  // MARK: - Cartels

  func cartel(_ entry: Entry) -> Market.Cartel? {
    var fields = Fields(entry, .cartel, log)
    guard fields.isMap else { return nil }
    let conduct = fields.require("plays").flatMap { cartelConduct($0) }
    let members = fields.take("members")
    let share = fields.take("share")
    fields.finish()
    let numbers = members.map { self.members($0) } ?? [:]
    guard let conduct, let numbers else { return nil }
    let cartel = Market.Cartel(
      conduct, members: numbers, share: share.flatMap { probability($0, "'share'") } ?? 0,
      at: entry.location)
    checker.check(
      cartel, members: members?.location ?? entry.location,
      share: share?.location ?? entry.location)
    return cartel
  }

  /// How many there are of each role; nil if one of them cannot be read.
  private func members(_ entry: Entry) -> [String: Int]? {
    guard case .map(let pairs) = entry.content else {
      log.report(.expectedEntry("a map for members", found: entry.nature), at: entry.location)
      return nil
    }
    let read = named(entry, "members") { key, value in
      let number = count(value, "the number of members", in: MarketChecker.agents)
      return role(key).flatMap { role in number.map { (role, $0) } }
    }
    return read.count == pairs.count ? read : nil
  }

  /// What is the name of no conduct is the file of a recorded attack.
  private func cartelConduct(_ entry: Entry) -> Market.Cartel.Conduct? {
    guard let text = entry.text, !entry.isEmpty else {
      log.report(
        .expectedEntry("a way to learn, or the file of a recorded attack", found: entry.nature),
        at: entry.location)
      return nil
    }
    if let conduct = Market.Conduct(rawValue: text) {
      checker.check(conduct, at: entries.place(of: entry))
      return .learning(conduct)
    }
    let path = FileText.path(of: text, beside: file)
    guard FileText.isFile(path) else {
      let ways = Market.Conduct.allCases.filter(\.learns).map(\.rawValue)
      log.report(
        .noCartelConduct(text, nearest(to: text, among: ways)), at: entries.place(of: entry))
      return nil
    }
    do throws(Diagnostics) {
      let record = try FileText.at(path)
      guard AttackRecord.isRecord(record) else {
        log.report(.noRecord(text), at: entries.place(of: entry))
        return nil
      }
      let rules = try AttackRecord(reading: record, file: path).rules
      if rules != checker.mechanism.digest {
        log.report(.recordOfOtherRules(text), at: entries.place(of: entry))
      }
      return .scripted(text)
    } catch {
      log.report(error)
      return nil
    }
  }

  // MARK: - Times, reputation, faults

  func paces(_ entry: Entry) -> [String: Market.Pace] {
    named(entry, "times") { key, value in
      let name = entries.freeText(key, "the name of a choice")
      guard checker.choice(name, at: entries.place(of: key)) != nil else { return nil }
      var fields = Fields(value, .pace, log)
      let takes = fields.require("takes").flatMap { duration($0, "'takes'") }
      let deadline = fields.take("deadline").flatMap { entry in
        checker.deadline(of: name, at: entry.location)
        return count(entry, "'deadline'", in: MarketChecker.ticks)
      }
      fields.finish()
      return takes.map { (name, Market.Pace($0, deadline: deadline)) }
    }
  }

  func reputations(_ entry: Entry) -> [Market.Reputation] {
    entries.pairs(entry, "roles and their reputation").compactMap { key, value in
      let role = role(key)
      var fields = Fields(value, .reputation, log)
      let offence = fields.require("offence").map { entries.condition($0, in: checker.end) }
      let limit = fields.require("limit").flatMap {
        count($0, "'limit'", in: MarketChecker.positive)
      }
      let newName = fields.take("new name costs")
        .flatMap { amount($0, "'new name costs'") }
      fields.finish()
      guard let role, let offence, let limit else { return nil }
      return Market.Reputation(role, offence: offence, limit: limit, newName: newName)
    }
  }

  func faults(_ entry: Entry) -> [MarketFault: Rational] {
    if entry.text == Form.allFaults {
      let usual = Rational(1, 100)
      return Dictionary(uniqueKeysWithValues: MarketFault.allCases.map { ($0, usual) })
    }
    return named(entry, "faults, or '\(Form.allFaults)'") { key, value in
      guard
        let fault = entries.oneOf(MarketFault.allCases.map(\.rawValue), key, "a fault")
          .flatMap(MarketFault.init),
        let probability = probability(value, "the probability of '\(fault.rawValue)'")
      else { return nil }
      return (fault, probability)
    }
  }
}
