import ArgumentParser
import Exact
import Foundation
import Mechanisms
import Simulation

/// Runs many deals of a mechanism among agents who come and go.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Run a market of many deals, among agents who come and go, learn, and fail.")

  @Argument(help: "A mechanism file.", completion: .mechanisms)
  var file: String

  @ArgumentParser.Option(help: "How many deals are made.")
  var deals = 10_000

  @ArgumentParser.Option(help: "The seed.")
  var seed: UInt64 = 1

  @ArgumentParser.Option(parsing: .upToNextOption, help: "role=number[:conduct]")
  var agents: [String] = []

  @ArgumentParser.Option(parsing: .upToNextOption, help: "parameter=value")
  var set: [String] = []

  @ArgumentParser.Option(parsing: .upToNextOption, help: "faults")
  var faults: [String] = []

  @ArgumentParser.Option(help: "A recorded attack.")
  var attack: String?

  @ArgumentParser.Option(help: "role=number,role=number:conduct")
  var cartel: String?

  @Flag var log = false

  func run() async throws {
    let mechanism = try Mechanism(contentsOf: file)
    var market = Market("x", deals: deals)
    for agent in agents {
      let parts = agent.split(separator: "=")
      let rest = parts[1].split(separator: ":")
      market.populations.append(
        .init(
          String(parts[0]), Int(rest[0])!,
          rest.count > 1 ? Market.Conduct(rawValue: String(rest[1]))! : .honest,
          pause: .exponential(mean: 40)))
    }
    for setting in set {
      let parts = setting.split(separator: "=")
      market.parameters[String(parts[0])] = .fixed(Rational(String(parts[1]))!)
    }
    for fault in faults { market.faults[MarketFault(rawValue: fault)!] = Rational(1, 100) }
    var scripts: [String: CartelScript] = [:]
    if let attack {
      let record = try AttackRecord(
        reading: String(contentsOfFile: attack, encoding: .utf8), file: attack)
      scripts[attack] = try CartelScript(record, on: mechanism)
      market.cartels.append(.init(.scripted(attack), share: 1))
      for (name, value) in record.parameters { market.parameters[name] = .fixed(value) }
    }
    if let cartel {
      let parts = cartel.split(separator: ":")
      var members: [String: Int] = [:]
      for member in parts[0].split(separator: ",") {
        let pair = member.split(separator: "=")
        members[String(pair[0])] = Int(pair[1])!
      }
      market.cartels.append(
        .init(.learning(Market.Conduct(rawValue: String(parts[1]))!), members: members))
    }
    let simulation = try Simulation(market, of: mechanism, scripts: scripts)
    let start = ContinuousClock.now
    let outcome = try simulation.run(seed: seed, log: log ? { print($0) } : nil)
    print("seconds", ContinuousClock.now - start)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    print(String(decoding: try encoder.encode(outcome), as: UTF8.self))
  }
}
