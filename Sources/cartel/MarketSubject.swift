import ArgumentParser
import Collusion
import Exact
import Foundation
import Mechanisms
import Report
import Simulation

/// What is simulated: a market, with its mechanism and the recorded attacks that cartels of it follow.
struct MarketSubject {
  let file: String
  var market: Market
  let mechanism: Mechanism
  private(set) var scripts: [String: CartelScript] = [:]
  /// The prescriptions that replace the mechanism's: those under which attacks were recorded.
  private(set) var prescriptions: [Property.Override] = []
  private var replaying = Replaying([])

  /// Reads a market, a mechanism, or a recorded attack.
  ///
  /// - Throws: `Diagnostics`.
  init(_ file: String) throws(Diagnostics) {
    self.file = file
    guard FileText.isFile(file) else {
      throw Self.mistake(file, "there is no such file")
    }
    let text = try FileText.at(file)
    if AttackRecord.isRecord(text) {
      let attack = try Self.attack(text, at: file, &replaying)
      mechanism = attack.mechanism
      market = Market(mechanism: mechanism.location.file, at: mechanism.location)
      try add(attack, from: file, share: 1)
    } else if Market.isMarket(text) {
      market = try Market(reading: text, file: file)
      mechanism = try Mechanism(
        contentsOf: fromHere(absolutePath(of: market.path(of: market.mechanism))))
      for case .scripted(let name) in market.cartels.map(\.conduct) {
        let attack = try self.attack(recordedIn: market.path(of: name))
        try note(attack, as: name)
      }
    } else {
      mechanism = try Mechanism(contentsOf: file)
      market = Market(mechanism: file, at: mechanism.location)
    }
  }

  private static func mistake(_ file: String, _ message: String) -> Diagnostics {
    Diagnostics([Diagnostic(file: file, line: 1, column: 1, message: message)])
  }

  // MARK: - Simulating

  /// - Throws: as the initialiser of a simulation.
  func simulation() throws -> Simulation {
    try Simulation(market, of: mechanism, scripts: scripts, prescribing: prescriptions)
  }

  /// What came out, with what it came out of.
  func run(_ outcomes: [MarketOutcome]) -> MarketRun {
    MarketRun(
      market, of: mechanism, from: file, prescribing: prescriptions, scripts: scripts,
      outcomes: outcomes)
  }

  // MARK: - Recorded attacks

  private static func attack(
    _ text: String, at path: String, _ replaying: inout Replaying
  ) throws(Diagnostics) -> RecordedAttack {
    switch try replaying.subject(of: text, at: path) {
    case .attack(let attack): return attack
    case .gone(let diagnostic): throw Diagnostics([diagnostic])
    }
  }

  /// An attack on the mechanism.
  private mutating func attack(
    recordedIn path: String
  ) throws(Diagnostics) -> RecordedAttack {
    guard FileText.isFile(path) else { throw Self.mistake(path, "there is no such file") }
    let text = try FileText.at(path)
    guard AttackRecord.isRecord(text) else {
      throw Self.mistake(path, "this is not a recorded attack")
    }
    let attack = try Self.attack(text, at: path, &replaying)
    guard attack.mechanism.digest == mechanism.digest else {
      throw Self.mistake(
        path, "this is an attack on \(attack.mechanism.name), not on \(mechanism.name)")
    }
    guard scripts.isEmpty || attack.property.prescriptions == prescriptions else {
      throw Self.mistake(path, "other things are prescribed for it than for the other attacks")
    }
    return attack
  }

  /// Notes an attack that a cartel of the market follows.
  private mutating func note(
    _ attack: RecordedAttack, as name: String
  ) throws(Diagnostics) {
    scripts[name] = try CartelScript(attack.record, on: mechanism)
    prescriptions = attack.property.prescriptions
  }

  /// Lets a cartel follow a recorded attack in some of the deals, which take place at its parameters where the
  /// market does not say otherwise.
  ///
  /// - Throws: `Diagnostics`.
  mutating func add(recordedIn path: String, share: Rational) throws(Diagnostics) {
    let attack = try self.attack(recordedIn: path)
    try add(attack, from: path, share: share)
  }

  private mutating func add(
    _ attack: RecordedAttack, from path: String, share: Rational
  ) throws(Diagnostics) {
    try note(attack, as: path)
    market.cartels.append(Market.Cartel(.scripted(path), share: share))
    for (name, value) in attack.parameters where market.parameters[name] == nil {
      market.parameters[name] = .fixed(value)
    }
  }

  // MARK: - Parameters

  /// Gives the parameters that have no value one with which all holds that is assumed, and checks what came of it.
  ///
  /// - Throws: `Diagnostics`, also if there is none.
  mutating func complete(with checker: Checker) async throws {
    try await giveValues(with: checker)
    try market.check(against: mechanism)
  }

  private mutating func giveValues(with checker: Checker) async throws {
    guard market.values(of: mechanism).varying.isEmpty else { return }
    let given = market.parameters.compactMapValues { quantity in
      if case .fixed(let value) = quantity { value } else { nil }
    }
    let point = try await checker.parameters(of: mechanism, where: given)
    for (name, value) in point where market.parameters[name] == nil {
      market.parameters[name] = .fixed(value)
    }
  }
}
