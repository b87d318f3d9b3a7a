import Collusion
import Exact
import Interpretation
import Mechanisms

/// The largest gain and the least cost in words.
struct ExtremumText {
  let mechanism: Mechanism
  let property: Property

  /// What is bounded.
  var largest: String { property.isAboutLosses ? "the largest loss" : "the largest gain" }

  /// The largest gain, with the attack that gains it, unless that was told already.
  func lines(_ bound: GainBound, told: [Attack]) -> [String] {
    let quantity =
      largest
      + (bound.free.isEmpty ? " \(circumstances)" : " over \(bound.free.joined(separator: ", "))")
    var lines = [headline(quantity, bound.supremum, over: bound.free, verb: "grows")]
    if !bound.plans.allSatisfy({ $0.gain.constant != nil }) {
      let plans = bound.plans.map(text)
      if plans.count == 1 {
        lines.append("  it is \(plans[0]), or 0")
      } else {
        lines.append("  it is the largest of these, or 0:")
        lines += plans.map { "    \($0)" }
      }
    }
    if let attack = bound.attack, told.contains(attack) {
      lines.append("  by an attack above")
    } else if let attack = bound.attack,
      let story = try? Story(of: attack, on: mechanism, property: property).brief
    {
      lines += story.map { "  \($0)" }
    }
    return lines
  }

  /// The least cost, and where it is.
  func lines(_ cheapest: CheapestParameters, cost: String) -> [String] {
    guard let infimum = cheapest.infimum else {
      return ["the least \(cost): none; no parameters are safe\(elsewhere(cheapest.free))"]
    }
    return [headline("the least \(cost)", infimum, over: cheapest.free, verb: "falls")]
  }

  /// What there is to say where there is no best value.
  func line(_ none: NoExtremum, of quantity: String) -> String {
    "\(quantity) \(circumstances): none; \(none.verdict.reason ?? "it is not asked for")"
  }

  private func headline(
    _ quantity: String, _ extremum: Extremum, over free: [String], verb: String
  ) -> String {
    let words =
      switch extremum {
      case .attained(let value, let point): "\(value)" + place(point, of: free, "where")
      case .approached(let value, let point):
        "as near to \(value) as one likes" + place(point, of: free, "for example where")
      case .enclosed(let found, let limit, let point):
        "between \(min(found, limit)) and \(max(found, limit))"
          + place(point, of: free, "within a hundredth of it where")
      case .unbounded(let point, let direction):
        "no bound; it \(verb) for ever" + place(point, of: free, "from where")
          + ", changing \(text(direction))"
      case .unknown(let reason, let found, let limit):
        "not decided, \(reason)" + (found.map { "; found: \($0)" } ?? "")
          + (limit.map { "; no better than \($0)" } ?? "")
      }
    return "\(quantity): \(words)\(elsewhere(free))"
  }

  private func text(_ direction: [String: Rational]) -> String {
    mechanism.parameters.compactMap { parameter in
      direction[parameter.name].map { "\(parameter.name) by \($0)" }
    }.joined(separator: " and ")
  }

  /// Where the parameters are that are not free.
  private var circumstances: String {
    property.given.isEmpty ? "at the defaults" : "at the defaults and as given"
  }

  /// What holds of the parameters that are not free.
  private func elsewhere(_ free: [String]) -> String {
    free.isEmpty || free.count == mechanism.parameters.count ? "" : " (else \(circumstances))"
  }

  private func place(_ point: [String: Rational], of free: [String], _ words: String) -> String {
    let values = free.compactMap { name in point[name].map { "\(name) = \($0)" } }
    return values.isEmpty ? "" : ", \(words) \(values.joined(separator: ", "))"
  }

  private func text(_ plan: GainBound.Plan) -> String {
    let gain = plan.gain.factoredDescription
    return plan.region.isEmpty
      ? gain : "\(plan.region.map(\.description).joined(separator: " and ")) → \(gain)"
  }
}

extension Property {
  /// Whether it is about what agents lose who do what is prescribed.
  var isAboutLosses: Bool { if case .guarantee = claim { true } else { false } }
}
