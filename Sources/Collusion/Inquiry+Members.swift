import Exact
import Interpretation
import Mechanisms
import SMT

/// Questions in which each member has to gain.
extension Inquiry {
  /// The roles that have members.
  var roles: [String] {
    subject.mechanism.roles.map(\.name).filter { shape.members[$0].map { $0 != 0 } ?? false }
  }

  /// That each member gains in expectation by a mixture of so many plans, or `any` of them by one.
  ///
  /// Members of one role are alike: by taking turns in what they do, each gets as much as the others. So it
  /// is enough that those of each role gain together, and by the theory of linear programs as many plans are
  /// enough as there are roles.
  func demandThatMembersGain(any: Bool, plans: Int) throws {
    let roles = roles
    for role in roles { add(domain.compare(members(of: role), .greaterOrEqual, .constant(1))) }
    let margin = try subject.property.margin.map { try domain.number(of: $0) } ?? .constant(0)
    var gains: [[Number]] = []
    for plan in 0..<plans {
      self.plan = plan
      gains.append(
        try roles.map { role in
          let money = try [true, false].map { deviating in
            var walk = try walk(deviating: deviating)
            walk.beneficiary = .members(of: role)
            return try walk.expectation { [unowned self] in try self.decide($0, $1) }
          }
          return domain.difference(
            domain.difference(money[0], money[1]), domain.product(margin, members(of: role)))
        })
    }
    if any {
      let some = gains[0].map { domain.compare($0, .greater, .constant(0)) }
      add(some.reduce(.constant(false)) { domain.or($0, $1) })
      weights = [.constant(1)]
      return
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
