import ArgumentParser
import Exact
import Mechanisms

/// What a command line says of a market, over what its file says.
struct MarketOptions: ParsableArguments {
  @ArgumentParser.Option(
    help: ArgumentHelp("How many deals are made in each run.", valueName: "count"))
  var deals: Int?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "How many agents there are of a role, and what they do: \(MarketOptions.conducts).",
      valueName: "role=number[:conduct]"))
  var agents: [String] = []

  @ArgumentParser.Option(
    help: ArgumentHelp("What parameters are.", valueName: "parameter=value"),
    completion: .parameters)
  var set: [String] = []

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Agents of the market who share what they earn, and learn what brings most.",
      valueName: "role=number,…[:conduct]"))
  var cartel: [String] = []

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "A cartel that comes to this share of the deals, or to all, and plays a recorded attack.",
      valueName: "file[=share]"),
    completion: .mechanisms)
  var attack: [String] = []

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "What goes wrong, each in one of a hundred cases if no probability is given: all, none, or \(MarketOptions.faultNames).",
      valueName: "fault[=probability],…"))
  var faults: String?

  @ArgumentParser.Option(
    help: ArgumentHelp("An account that outlives the deals, one for all.", valueName: "account"))
  var lasting: [String] = []

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "What locked money costs, per unit of it and tick.", valueName: "rate"))
  var interest: String?

  static let conducts = Market.Conduct.allCases.map(\.rawValue).joined(separator: ", ")
  static let faultNames = MarketFault.allCases.map(\.rawValue).joined(separator: ", ")

  func validate() throws {
    if let deals, deals < 1 { throw ValidationError("--deals takes a count of at least 1") }
  }

  /// Changes a market as the options say.
  ///
  /// - Throws: a `ValidationError` that names the option; `Diagnostics` of a recorded attack.
  func apply(to subject: inout MarketSubject) throws {
    if let deals { subject.market.deals = deals }
    for (name, value) in try Assignment.values(set, of: subject.mechanism) {
      subject.market.parameters[name] = .fixed(value)
    }
    for text in attack { try apply(attack: text, to: &subject) }
    try applyAgents(to: &subject)
    for text in cartel {
      subject.market.cartels.append(try Self.cartel(text, of: subject.mechanism))
    }
    if let faults { subject.market.faults = try Self.faults(faults) }
    for account in lasting {
      let accounts = subject.mechanism.accounts.map(\.name)
      let name = try Assignment.known(
        account, "account", among: accounts, in: "--lasting \(account)")
      if !subject.market.lasting.contains(name) { subject.market.lasting.append(name) }
    }
    if let interest {
      guard let rate = Rational(interest), rate >= 0 else {
        throw ValidationError("--interest takes a number of at least 0, as in 1/1000")
      }
      subject.market.interest = rate
    }
  }

  // MARK: - Single options

  private func apply(attack text: String, to subject: inout MarketSubject) throws {
    let (path, share) = Self.share(of: text)
    guard share > 0, share <= 1 else {
      throw ValidationError("--attack \(text): a share of the deals is above 0, and at most 1")
    }
    try subject.add(recordedIn: path, share: share)
  }

  /// A file's name may have a `=`, too.
  private static func share(of text: String) -> (path: String, share: Rational) {
    guard let place = text.lastIndex(of: "="),
      let share = Rational(text[text.index(after: place)...])
    else { return (text, 1) }
    return (String(text[..<place]), share)
  }

  private func applyAgents(to subject: inout MarketSubject) throws {
    var populations: [Market.Population] = []
    for text in agents.flatMap(Assignment.parts(of:)) {
      let option = "--agents \(text)"
      let (who, conduct) = try Self.conduct(in: text, option)
      let (role, number) = try Assignment.count(who, of: subject.mechanism, in: option)
      // How long they wait, and what they have, is as the file says of the role.
      var population =
        subject.market.populations.first { $0.role == role } ?? Market.Population(role, number)
      population.number = number
      population.conduct = conduct ?? .honest
      populations.append(population)
    }
    let named = Set(populations.map(\.role))
    subject.market.populations.removeAll { named.contains($0.role) }
    subject.market.populations += populations
  }

  private static func cartel(_ text: String, of mechanism: Mechanism) throws -> Market.Cartel {
    let option = "--cartel \(text)"
    let (who, conduct) = try Self.conduct(in: text, option)
    guard conduct != .honest else {
      throw ValidationError("\(option): a cartel learns; honest agents need none")
    }
    var members: [String: Int] = [:]
    for part in Assignment.parts(of: who) {
      let (role, number) = try Assignment.count(part, of: mechanism, in: option)
      members[role, default: 0] += number
    }
    return Market.Cartel(.learning(conduct ?? .regretMatching), members: members)
  }

  private static func faults(_ text: String) throws -> [MarketFault: Rational] {
    let usual = Rational(1, 100)
    if text == "none" { return [:] }
    var faults: [MarketFault: Rational] = [:]
    for part in Assignment.parts(of: text) {
      let (name, rest) = Assignment.pair(part) ?? (part, "")
      guard let probability = rest.isEmpty ? usual : Rational(rest), probability >= 0,
        probability <= 1
      else {
        throw ValidationError("--faults \(part): a probability is between 0 and 1")
      }
      if name == "all" {
        for fault in MarketFault.allCases { faults[fault] = probability }
        continue
      }
      let names = MarketFault.allCases.map(\.rawValue)
      let known = try Assignment.known(
        name, "fault", among: names + ["all", "none"], in: "--faults \(part)")
      guard let fault = MarketFault(rawValue: known) else {
        throw ValidationError("--faults none stands alone")
      }
      faults[fault] = probability
    }
    return faults
  }

  // MARK: - Parts of options

  /// What agents do stands after a colon; a space may be written as a hyphen.
  private static func conduct(
    in text: String, _ option: String
  ) throws -> (who: String, conduct: Market.Conduct?) {
    guard let place = text.lastIndex(of: ":") else { return (text, nil) }
    let name = String(text[text.index(after: place)...]).replacing("-", with: " ")
    let known = try Assignment.known(
      name, "conduct", among: Market.Conduct.allCases.map(\.rawValue), in: option)
    return (String(text[..<place]), Market.Conduct(rawValue: known))
  }
}
