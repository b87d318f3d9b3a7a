public import Collusion
import Exact
import Interpretation
public import Mechanisms

/// An attack told as a story: who colludes, what each does in which situation, what they earn by it,
/// and where.
public struct Story: Sendable {
  let attack: Attack
  let mechanism: Mechanism
  let property: Property
  let earnings: Earnings?

  /// - Throws: whatever the twin throws.
  public init(of attack: Attack, on mechanism: Mechanism, property: Property) throws {
    self.attack = attack
    self.mechanism = mechanism
    self.property = property
    earnings = try Earnings(of: attack, on: mechanism, prescribing: property.prescriptions)
  }

  /// The story's lines.
  public var lines: [String] { [headline] + deeds + earningsTable + remarks }

  /// What there is to say beside who does what, and what each earns by it.
  var remarks: [String] { [gainLine] + cohesion + whereItPays + parameters }

  /// Who does what, and where, without what it earns each.
  var brief: [String] { [headline] + deeds + parameters }

  // MARK: - Who

  var headline: String {
    let what =
      switch attack.stakes {
      case .gain: gained
      case .loss(let role, let floor): lost(by: role, below: floor)
      }
    return (what + among + ".").capitalizedFirst
  }

  private var gained: String {
    let members = counted(attack.coalition.members)
    let added = mechanism.roles.compactMap { role in
      attack.coalition.identities[role.name].map {
        "\($0) more \($0 == 1 ? "identity" : "identities") as \(role.name)"
      }
    }
    return gained(members)
      + (added.isEmpty ? "" : " under \(added.joined(separator: " and "))")
  }

  private func gained(_ members: [String]) -> String {
    members.count == 1 && attack.coalition.size == 1
      ? "\(members[0]) alone gains \(attack.gain)"
      : "\(members.joined(separator: " and ")) together gain \(attack.gain)"
  }

  private func lost(by role: String, below floor: Located<Formula>?) -> String {
    let isOnly = mechanism.roles.first { $0.name == role }?.isSingle ?? false
    let who = isOnly ? "the \(role)" : "an honest \(role)"
    guard let floor else {
      return "\(who) expects \(attack.gain) less than when all do what is prescribed"
    }
    return "\(who) expects \(attack.gain) less than \(floor.content)"
  }

  /// While whom does whatever it likes.
  private var among: String {
    let others = counted(attack.coalition.byzantine)
    if others.isEmpty { return "" }
    let isOne = attack.coalition.byzantine.values.reduce(0, +) == 1
    return ", while \(others.joined(separator: " and ")) \(isOne ? "does" : "do") as follows"
  }

  /// Who colludes, and who does whatever it likes.
  var actors: String {
    let members = counted(attack.coalition.members).joined(separator: " and ")
    return members.isEmpty
      ? counted(attack.coalition.byzantine).joined(separator: " and ") : members
  }

  private func counted(_ agents: [String: Int]) -> [String] {
    mechanism.roles.compactMap { role in
      agents[role.name].map { count(of: role.name, $0) }
    }
  }

  private func count(of role: String, _ count: Int) -> String {
    let isOnly = mechanism.roles.first { $0.name == role }?.isSingle ?? false
    if isOnly { return "the \(role)" }
    return count == 1 ? "one \(role)" : "\(count) \(role)s"
  }

  // MARK: - What they do

  var deeds: [String] {
    attack.deviation.inOrder.compactMap { set, split in
      Deed(set, split, on: mechanism, overrides: property.prescriptions).line
    }
  }

  // MARK: - What they earn

  /// What is in the columns of ``earningsRows``.
  static let earningsHeader = ["earns (expected)", "honestly", "now", "change"]

  /// What all have to expect who are in it, or for whom it makes a difference; none where it is not known.
  var earningsRows: [[String]] {
    let rows = earnings?.lines.filter {
      $0.side != .outsider || $0.honest != $0.deviating || $0.role == attack.victim
    }
    return (rows ?? []).map { line in
      [
        label(of: line), "\(line.honest)", "\(line.deviating)",
        change(from: line.honest, to: line.deviating),
      ]
    }
  }

  private var earningsTable: [String] {
    earnings == nil ? [] : Table(header: Self.earningsHeader, rows: earningsRows).lines
  }

  private func label(of line: Earnings.Line) -> String {
    let isOnly = mechanism.roles.first { $0.name == line.role }?.isSingle ?? false
    let name = isOnly ? line.role : "\(line.count) \(line.role)\(line.count == 1 ? "" : "s")"
    return switch line.side {
    case .outsider: "\(name), honest"
    case .accomplice: "\(name), in on it"
    case .deviator, .favoured: "\(name), colluding"
    case .byzantine: "\(name), byzantine"
    }
  }

  private func change(from honest: Rational, to deviating: Rational) -> String {
    let change = deviating - honest
    return change > 0 ? "+\(change)" : "\(change)"
  }

  /// What holds the coalition together.
  private var cohesion: [String] {
    guard let stability = attack.stability else { return [] }
    return [sidePayments(stability)] + temptations(stability)
  }

  private func sidePayments(_ stability: Stability) -> String {
    let paid = inOrder(stability.sidePayments).map { role, amount in
      "\(member(of: role)) at least \(amount)"
    }
    return paid.isEmpty
      ? "no member loses by it: no side payments are needed"
      : "needs side payments: \(paid.joined(separator: ", "))"
  }

  private func temptations(_ stability: Stability) -> [String] {
    guard let temptations = stability.temptations else { return [] }
    let tempted = inOrder(temptations.filter { $0.value > 0 })
    if let most = tempted.map(\.amount).max() {
      let gains = tempted.map { role, amount in "\(member(of: role)) gains \(amount)" }
      let held = "a deposit of \(most) between them holds it"
      return ["not self-enforcing: by leaving it, \(gains.joined(separator: ", ")); \(held)"]
    }
    switch stability.isSelfEnforcing {
    case true?: return ["self-enforcing: no members gain by leaving it"]
    case false?: return ["not self-enforcing: some members gain by leaving it together"]
    case nil: return ["no single member gains by leaving it"]
    }
  }

  private func inOrder(_ amounts: [String: Rational]) -> [(role: String, amount: Rational)] {
    mechanism.roles.compactMap { role in
      amounts[role.name].map { (role: role.name, amount: $0) }
    }
  }

  private func member(of role: String) -> String {
    let isOnly = mechanism.roles.first { $0.name == role }?.isSingle ?? false
    return isOnly ? "the \(role)" : "a \(role)"
  }

  private var gainLine: String {
    let formula = attack.formula.factoredDescription
    let what = attack.victim == nil ? "gain" : "loss"
    return formula == "\(attack.gain)"
      ? "\(what): \(attack.gain)" : "\(what): \(formula) = \(attack.gain)"
  }

  /// The condition on the parameters under which this plan pays.
  private var whereItPays: [String] {
    guard attack.formula.constant == nil else { return [] }
    let allowed = property.margin.map { "\($0.content)" } ?? "0"
    let ends = attack.victim == nil ? "it stops paying" : "nothing is lost"
    return ["\(near)\(ends) when \(attack.formula.factoredDescription) <= \(allowed)"]
  }

  /// Where the formula of the gain holds.
  private var near: String {
    if attack.region.isEmpty { return "" }
    if attack.region.count > Self.mostConditions { return "near these parameters, " }
    return "while \(attack.region.map(\.description).joined(separator: " and ")), "
  }

  // MARK: - Where

  /// More conditions than this are not spelled out.
  private static let mostConditions = 4

  var parameters: [String] { PointText(attack.parameters, of: mechanism).lines }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
