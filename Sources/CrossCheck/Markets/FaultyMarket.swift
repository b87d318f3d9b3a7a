public import Exact
import Interpretation
public import Mechanisms
import PropertyTesting
import Simulation

/// A small market in which things go wrong.
public struct FaultyMarket: Hashable, Sendable {
  public var deals: Int
  public var faults: [MarketFault: Rational]
  public var conduct: [String: Market.Conduct]
  /// How many agents there are of each role.
  public var agents: [String: Int]
  /// Whether agents have no more money than deals may need.
  public var isCapitalLimited: Bool
  public var parameters: [String: Rational]
  /// The parameters that are not at their default.
  public var chosen: [String: Rational]
  public var seed: UInt64

  static let mostDeals = 60
  private static let mostAgents = 2_000
  /// How likely faults are. The first is what they shrink to: a fault that always happens needs no luck.
  private static let rates: [Rational] = [
    1, Rational(1, 2), Rational(1, 5), Rational(1, 20), Rational(1, 100),
  ]
  private static let conducts: [Market.Conduct] = [.honest, .bestResponse, .regretMatching]
  private static let shareOfLimitedCapital = 0.1

  /// Draws first what should be least in the simplest case.
  ///
  /// - Throws: `Rejection` if there are no such parameters.
  init(
    of mechanism: Mechanism, given conditions: [Located<Formula>], _ test: TestCase
  ) throws {
    deals = 1 + (try test.pick(below: Self.mostDeals))
    faults = [:]
    for fault in MarketFault.allCases where try test.flip() {
      faults[fault] = Self.rates[try test.pick(below: Self.rates.count)]
    }
    parameters = try Points(mechanism, given: conditions).draw(test)
    chosen = parameters.filter { name, value in
      mechanism.parameters.first { $0.name == name }?.defaultValue != value
    }
    let domain = RationalDomain(parameters)
    conduct = [:]
    agents = [:]
    for role in mechanism.roles {
      guard let size = try domain.number(of: role.size).integer, size <= Self.mostAgents else {
        throw Rejection.assumption
      }
      agents[role.name] = size + (try test.pick(below: 4))
      conduct[role.name] = Self.conducts[try test.pick(below: Self.conducts.count)]
    }
    isCapitalLimited = try test.flip(probability: Self.shareOfLimitedCapital)
    seed = UInt64(try test.choose(in: 0...Int64(UInt32.max), origin: 0))
  }

  /// The market, in which agents of some roles have so much money, and the others as much as they need.
  func market(capital: [String: Rational] = [:]) -> Market {
    Market(
      deals: deals, parameters: parameters.mapValues { .fixed($0) },
      populations: agents.sorted { $0.key < $1.key }.filter { $0.value > 0 }.map { role, number in
        Market.Population(
          role, number, conduct[role] ?? .honest,
          capital: isCapitalLimited ? capital[role] ?? 0 : nil)
      }, faults: faults)
  }
}

extension FaultyMarket: CustomStringConvertible {
  public var description: String {
    let wrong = faults.sorted { $0.key < $1.key }.map { fault, rate in
      rate == 1 ? "\(fault.rawValue) always" : "\(fault.rawValue) in \(rate) of the cases"
    }
    let learning = conduct.filter(\.value.learns).sorted { $0.key < $1.key }
      .map { "\($0.key) by \($0.value.rawValue)" }
    var parts = [deals == 1 ? "1 deal" : "\(deals) deals"]
    parts.append(wrong.isEmpty ? "nothing goes wrong" : wrong.joined(separator: ", "))
    if !learning.isEmpty { parts.append("learning: \(learning.joined(separator: ", "))") }
    if isCapitalLimited { parts.append("with just the money that a deal may need") }
    if !chosen.isEmpty {
      let values = chosen.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
      parts.append(values.joined(separator: ", "))
    }
    parts.append("seed \(seed)")
    return parts.joined(separator: "; ")
  }
}
