import Exact
import Interpretation
import Mechanisms
import SMT

/// Questions in which each member has to gain.
extension Inquiry {
  /// The roles that have members.
  var roles: [String] { subject.mechanism.roles.map(\.name).filter(shape.hasMembers) }

  /// That the favoured member gains in expectation, whatever the others get.
  func demandThatFavouredGains() throws {
    guard let role = shape.favoured else { return add(.constant(false)) }
    let count = members(of: role)
    add(domain.compare(deviators(of: role), .greaterOrEqual, .constant(1)))
    let margin = try subject.property.allowedGain(in: domain)
    var honest = try walk(deviating: false)
    honest.beneficiary = .members(of: role)
    var deviating = try walk(deviating: true)
    deviating.favoured = role
    deviating.beneficiary = .favoured(of: role)
    let deciding: Decide = { [unowned self] in try self.decide($0, $1) }
    // What one has where all do what is prescribed is what all members of its role have, divided evenly.
    let had = try honest.expectation(deciding: deciding)
    let has = try deviating.expectation(deciding: deciding)
    let excess = domain.difference(
      domain.product(count, domain.difference(has, margin)), had)
    add(domain.compare(excess, .greater, .constant(0)))
    weights = [.constant(1)]
  }

  /// That each member gains in expectation by a mixture of so many plans.
  ///
  /// Members of one role are alike: by taking turns in what they do, each gets as much as the others. So it
  /// is enough that those of each role gain together, and by the theory of linear programs as many plans are
  /// enough as there are roles.
  func demandThatMembersGain(_ plans: Int) throws {
    let roles = roles
    for role in roles { add(domain.compare(members(of: role), .greaterOrEqual, .constant(1))) }
    let margin = try subject.property.allowedGain(in: domain)
    let deciding: Decide = { [unowned self] in try self.decide($0, $1) }
    var gains: [[Number]] = []
    for plan in 0..<plans {
      self.plan = plan
      gains.append(
        try roles.map { role in
          let money = try [true, false].map { deviating in
            var walk = try walk(deviating: deviating)
            walk.beneficiary = .members(of: role)
            return try walk.expectation(deciding: deciding)
          }
          return domain.difference(
            domain.difference(money[0], money[1]), domain.product(margin, members(of: role)))
        })
    }
    weights = try mixture(of: gains.count)
    for index in roles.indices {
      let gain = zip(weights, gains).reduce(Number.constant(0)) {
        domain.sum($0, domain.product($1.0, $1.1[index]))
      }
      add(domain.compare(gain, .greater, .constant(0)))
    }
  }

  /// Probabilities of so many plans.
  private func mixture(of count: Int) throws -> [Number] {
    if count == 1 { return [.constant(1)] }
    let terms = (0..<count).map { _ in context.freshReal("weight") }
    let weights = terms.map { Number.fraction($0, over: [:]) }
    for weight in weights { add(domain.compare(weight, .greaterOrEqual, .constant(0))) }
    let total = weights.reduce(Number.constant(0)) { domain.sum($0, $1) }
    add(domain.compare(total, .equal, .constant(1)))
    return weights
  }
}
