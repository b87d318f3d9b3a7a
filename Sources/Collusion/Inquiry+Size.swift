import Exact
import Interpretation
import Mechanisms
import SMT

extension Inquiry {
  /// The smallest number of members an attack of this shape needs, if it is below a bound, with the
  /// shape of those members.
  func fewestMembers(below bound: Int?) throws -> (Int, Shape)? {
    let total = shape.members.keys.sorted().reduce(Number.constant(0)) {
      domain.sum($0, members(of: $1))
    }
    var extra: [BoolTerm] = []
    if let bound {
      extra.append(domain.term(domain.compare(total, .less, .constant(Rational(bound)))))
    }
    guard let (least, model) = try least(total, extra) else { return nil }
    var found = shape
    for role in shape.members.keys {
      let count = try count(members(of: role), model)
      found.members[role] = .some(count)
      found.deviators[role] = .some(count)
    }
    return (least, found)
  }

  /// The smallest number of deviators of a role that an attack of this shape needs.
  func fewestDeviators(of role: String) throws -> Int? {
    try least(deviators(of: role), [])?.0
  }

  private func count(_ number: Number, _ model: Model) throws -> Int {
    if let constant = domain.constant(number)?.integer { return constant }
    guard let count = try model.value(of: domain.whole(term: number)).rational?.integer else {
      throw NoAttack(reason: "a count is not whole")
    }
    return count
  }

  /// The least whole value of a count beside other conditions, by doubling and halving.
  private func least(_ number: Number, _ others: [BoolTerm]) throws -> (Int, Model)? {
    func model(upTo most: Int) throws -> Model? {
      let few = domain.term(domain.compare(number, .lessOrEqual, .constant(Rational(most))))
      return try askWhole(others + [few]).1
    }
    var most = 1
    var found = try model(upTo: most)
    while found == nil {
      guard most < 1 << 40 else { return nil }
      most *= 2
      found = try model(upTo: most)
    }
    var least = most / 2
    while most - least > 1 {
      let middle = (most + least) / 2
      if let smaller = try model(upTo: middle) {
        (most, found) = (middle, smaller)
      } else {
        least = middle
      }
    }
    guard let found else { return nil }
    return (try count(number, found), found)
  }
}
