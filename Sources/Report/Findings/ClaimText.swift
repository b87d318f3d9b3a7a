import Collusion
import Exact
import Mechanisms

/// Who a property speaks of, and what was found, in a line of Markdown.
struct ClaimText {
  let property: Property
  let mechanism: Mechanism

  init(_ property: Property, of mechanism: Mechanism) {
    self.property = property
    self.mechanism = mechanism
  }

  /// The largest coalition it speaks of.
  var coalition: String {
    let members =
      switch property.coalitions {
      case .size(.init(.number(1))): ["anybody"]
      case .size(let most): ["any \(most.content) agents"]
      case .perRole(let bounds):
        isEverybody(bounds) && property.honesty.isEmpty ? ["everybody"] : bounds.map { count($0) }
      }
    let margin = property.margin.map { ", beyond `\($0.content)`" } ?? ""
    let names = property.identities.map { added in
      added.most.content == .number(1)
        ? "under one more name" : "under \(added.most.content) more names"
    }
    return (Self.listed(members) + names.map { " \($0)" }.joined()) + margin
  }

  private func isEverybody(_ bounds: [CoalitionClass.Bound]) -> Bool {
    mechanism.roles.count > 1
      && mechanism.roles.allSatisfy { role in
        bounds.contains { $0.role == role.name && $0.most == role.size }
      }
  }

  private func count(_ bound: CoalitionClass.Bound) -> String {
    let name = bound.role.replacing("_", with: " ")
    let role = mechanism.roles.first { $0.name == bound.role }
    if role?.isSingle ?? false { return "the \(name)" }
    switch bound.most.content {
    case .number(1): return "one \(name)"
    case .number(let count): return "\(count) \(name)s"
    case role?.size.content: return "all \(name)s"
    case let count: return "`\(count)` \(name)s"
    }
  }

  private static func listed(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return "\(parts.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// What is given and what is assumed, if anything is.
  private var circumstances: String {
    var given = property.given.map(\.content)
    if isElseUsual { given.removeAll(where: isUsual) }
    var conditions = given.map { "`\($0)`" }
    if isElseUsual { conditions.append("all is usual but what is chosen") }
    let places = conditions.isEmpty ? "" : " where \(conditions.joined(separator: " and "))"
    let margin = property.margin.map { ", of more than `\($0.content)`" } ?? ""
    return margin + places
      + (property.honesty.isEmpty ? "" : ", provided that \(property.honesty)")
  }

  /// Whether it is asked only where all that a design does not leave open is at its default.
  private var isElseUsual: Bool {
    guard let design = mechanism.design else { return false }
    let usual = property.given.map(\.content).filter(isUsual)
    let left = mechanism.parameters.filter {
      $0.defaultValue != nil && !design.chosen.contains($0.name)
    }
    return !left.isEmpty
      && left.allSatisfy { parameter in usual.contains { $0.speaks(of: parameter.name) } }
  }

  private func isUsual(_ condition: Formula) -> Bool {
    guard case .comparison(.equal, .parameter(let name), .number(let value)) = condition else {
      return false
    }
    return mechanism.parameters.first { $0.name == name }?.defaultValue == value
  }

  /// The verdict, with what there is to know about it.
  func answer(_ finding: Finding) -> String {
    let verdict = "**\(finding.verdict.expectation.rawValue)**\(circumstances)"
    return switch finding.verdict {
    case .proved: verdict + choice(finding)
    case .impossible: verdict + certificate(finding.condition)
    case .undecided(let reason), .vacuous(let reason): "\(verdict): \(reason)"
    case .broken(let counterexample):
      verdict + ": \(story(counterexample))" + safety(finding.condition)
    }
  }

  /// Which parameters are safe, if it is claimed that some are.
  private func choice(_ finding: Finding) -> String {
    property.claim == .someParametersAreSafe ? ": some are." + safety(finding.condition) : ""
  }

  /// What shows that no parameters are safe.
  private func certificate(_ condition: Condition?) -> String {
    guard let condition, !condition.conjuncts.isEmpty else { return "" }
    let text = ConditionText(condition)
    let parts = condition.parts.filter { !text.isNever($0) }.map { "`\(text.text($0))`" }
    if parts.count < 2 { return ": one attack pays at all of them" }
    return ": \(parts.count) attacks leave no parameters out, since they pay unless "
      + parts.joined(separator: ", ")
  }

  private func safety(_ condition: Condition?) -> String {
    guard let condition else { return "" }
    if condition.isImpossible { return " No choice of parameters is safe." }
    let text = ConditionText(condition)
    let parts = condition.parts.map { "`\(text.text($0))`" }
    guard !parts.isEmpty, parts.count <= Self.mostParts else { return "" }
    return " Safe \(condition.openReason == nil ? "exactly" : "only") where "
      + "\(parts.joined(separator: " and "))."
  }

  /// Conditions of more parts than this are not told.
  private static let mostParts = 6

  private func story(_ counterexample: Counterexample) -> String {
    switch counterexample {
    case .attack(let attack):
      guard let story = try? Story(of: attack, on: mechanism, property: property) else {
        return "it gains \(attack.gain)."
      }
      let deeds = story.deeds.map { $0.hasPrefix("- ") ? String($0.dropFirst(2)) : $0 }
      let headline = "\(story.headline.dropLast())\(changed(attack))"
      return deeds.isEmpty ? headline + "." : "\(headline): \(deeds.joined(separator: "; "))."
    case .persistence(let persistence):
      return PersistenceText(persistence, on: mechanism, property: property).headline
    case .mixture(let attack):
      return MixedAttackText(attack, on: mechanism, property: property).headline
    case .breach(let breach): return BreachText(breach, on: mechanism).headline
    }
  }

  /// The parameters that are not at their defaults.
  private func changed(_ attack: Attack) -> String {
    let changed = mechanism.parameters.compactMap { parameter -> String? in
      guard let usual = parameter.defaultValue, let value = attack.parameters[parameter.name],
        value != usual
      else { return nil }
      return "`\(parameter.name) = \(value)`"
    }
    return changed.isEmpty ? "" : ", where \(changed.joined(separator: ", "))"
  }
}
