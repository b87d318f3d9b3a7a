import Exact
import Interpretation
public import Mechanisms

/// The coalitions that a property speaks of.
struct CoalitionShapes {
  /// The largest numbers of agents per camp and role: a number, or nil if it depends on parameters or is
  /// large.
  private var most: [Bound]
  /// The largest number of members.
  private var total: Int?
  /// Whether those who are byzantine are everyone else.
  private var isAmongEveryoneElse = false
  /// The largest numbers of identities that a coalition adds.
  private var identities: [(role: String, most: Int)] = []
  /// The roles that an attack may harm; a coalition that gains, if nil.
  private var victims: [String?] = [nil]

  private struct Bound {
    var camp: Camp
    var role: String
    var count: Int?
  }

  /// - Throws: a `Fault` for a division by zero.
  init(_ subject: Subject) throws {
    let point = RationalDomain(subject.fixed)
    func constant(_ formula: Located<Formula>) throws -> Int? {
      do { return try point.number(of: formula).floor.integer } catch is MissingParameter {
        return nil
      }
    }
    var bounds: [String: Int?] = [:]
    switch subject.property.coalitions {
    case .size(let size):
      total = try constant(size)
      for role in subject.mechanism.roles { bounds[role.name] = .some(total) }
    case .perRole(let list):
      for bound in list { bounds[bound.role] = .some(try constant(bound.most)) }
    }
    var byzantine: [String: Int?] = [:]
    switch subject.property.claim.byzantine {
    case .everyoneElse: isAmongEveryoneElse = true
    case .atMost(let list):
      for bound in list { byzantine[bound.role] = .some(try constant(bound.most)) }
    }
    if case .guarantee(let guarantee) = subject.property.claim { victims = guarantee.roles }
    func known(_ bounds: [String: Int?], _ camp: Camp) throws -> [Bound] {
      try subject.mechanism.roles.compactMap { role in
        guard let bound = bounds[role.name] else { return nil }
        let size = try constant(role.size)
        let count = [bound, size].compactMap { $0 }.min()
        let isLarge = (count ?? .max) > Inquiry.mostEnumerated
        return Bound(camp: camp, role: role.name, count: isLarge ? nil : count)
      }
    }
    most = try known(bounds, .coalition) + known(byzantine, .byzantine)
    identities = try subject.property.identities.map { bound in
      guard let count = try constant(bound.most), count <= Inquiry.mostEnumerated else {
        throw Fault(.tooManySplits(of: bound.role), at: bound.most.location)
      }
      return (role: bound.role, most: count)
    }
  }

  /// Whether an attack needs a coalition.
  private var isAboutCoalitions: Bool { victims == [nil] }

  /// Whether the numbers of some members are searched as symbols.
  var isUnbounded: Bool { most.contains { $0.count == nil } }

  /// Every coalition but the empty one, smallest first, with every number of byzantine agents; numbers that
  /// are not known are symbols.
  var shapes: [Shape] {
    shapes(most.map { bound in bound.count.map { 0...$0 } })
      .filter { shape in
        let members = shape.members.values.map { $0 ?? 1 }
        let isFormed = members.contains { $0 > 0 } || !isAboutCoalitions
        return isFormed && (total.map { members.reduce(0, +) <= $0 } ?? true)
      }
  }

  /// Every coalition of at most so many agents, smallest first, among at most so many byzantine ones.
  func small(upTo size: Int) -> [Shape] {
    shapes(most.map { 0...min($0.count ?? size, size) })
      .filter { shape in
        let members = shape.members.values.reduce(0) { $0 + ($1 ?? 0) }
        return (members > 0 || !isAboutCoalitions) && members <= size
      }
  }

  /// Every combination of counts in these ranges, symbols where there is none, by the number of members, then
  /// of byzantine agents, then with the earlier roles first.
  private func shapes(_ ranges: [ClosedRange<Int>?]) -> [Shape] {
    var all: [[Int?]] = [[]]
    for range in ranges {
      all = all.flatMap { counts in
        range.map { $0.map { counts + [$0] } } ?? [counts + [nil]]
      }
    }
    func sum(_ counts: [Int?], _ camp: Camp) -> Int {
      zip(most, counts).reduce(0) { $0 + ($1.0.camp == camp ? $1.1 ?? 0 : 0) }
    }
    let sorted = all.sorted { left, right in
      for camp in Camp.allCases where sum(left, camp) != sum(right, camp) {
        return sum(left, camp) < sum(right, camp)
      }
      return right.map { $0 ?? 0 }.lexicographicallyPrecedes(left.map { $0 ?? 0 })
    }
    let added = additions
    return sorted.flatMap { counts in
      victims.flatMap { victim in
        added.map { identities in
          var shape = shape(counts, harming: victim)
          shape.identities = identities
          return shape
        }
      }
    }
  }

  /// Every choice of how many identities to add, the fewest first.
  var additions: [[String: Int]] {
    identities.reduce([[:]]) { all, bound in
      all.flatMap { counts in
        (0...max(bound.most, 0)).map { $0 == 0 ? counts : counts.merging([bound.role: $0]) { $1 } }
      }
    }.sorted { $0.values.reduce(0, +) < $1.values.reduce(0, +) }
  }

  private func shape(_ counts: [Int?], harming victim: String?) -> Shape {
    func counted(_ camp: Camp) -> [String: Shape.Count] {
      zip(most, counts).reduce(into: [:]) {
        if $1.0.camp == camp { $0[$1.0.role] = .some($1.1) }
      }
    }
    var shape = Shape(members: counted(.coalition))
    shape.byzantine = isAmongEveryoneElse ? .everyoneElse : .counts(counted(.byzantine))
    shape.victim = victim
    return shape
  }
}

extension Shape {
  /// The shapes in which fewer of the same members deviate, the fewest first; none where so many are
  /// members that they are not tried one by one.
  var withFewerDeviators: [Shape] {
    let roles = members.keys.sorted()
    let counts = roles.map { (members[$0] ?? nil) ?? .max }
    guard counts.allSatisfy({ $0 <= Inquiry.mostEnumerated }) else { return [] }
    var all: [[Int]] = [[]]
    for count in counts { all = all.flatMap { some in (0...count).map { some + [$0] } } }
    return all.filter { $0 != counts && $0.contains { $0 > 0 } }
      .sorted {
        let (left, right) = ($0.reduce(0, +), $1.reduce(0, +))
        return left == right ? $1.lexicographicallyPrecedes($0) : left < right
      }
      .map { some in
        var fewer = self
        fewer.deviators = Dictionary(
          uniqueKeysWithValues: zip(roles, some.map(Shape.Count.some)))
        return fewer
      }
  }
}

extension Property.Claim {
  /// Who acts arbitrarily.
  var byzantine: Property.Byzantine {
    switch self {
    case .noProfitableDeviationAmong(let byzantine): byzantine
    case .guarantee(let guarantee): guarantee.byzantine
    default: .atMost([])
    }
  }

  /// Whether it is about attacks of single plans, so that the parameters at which they pay can be told.
  public var isAboutAttacks: Bool {
    switch self {
    case .noProfitableDeviation, .noProfitableDeviationAmong, .guarantee, .someParametersAreSafe:
      true
    case .notEachMemberGains, .coalitionProofness, .vanishes, .conservation, .solvency: false
    }
  }

  /// The claim about single attacks that a claim about parameters rests on.
  var aboutAttacks: Property.Claim {
    switch self {
    case .someParametersAreSafe, .vanishes: .noProfitableDeviation
    default: self
    }
  }
}
