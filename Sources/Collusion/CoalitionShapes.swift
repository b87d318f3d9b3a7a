import Exact
import Interpretation
import Mechanisms

/// The coalitions that a property speaks of.
struct CoalitionShapes {
  /// The largest numbers of members per role: a number, or nil if it depends on parameters or is
  /// large.
  private var most: [(role: String, count: Int?)]
  private var total: Int?

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
    most = try subject.mechanism.roles.compactMap { role in
      guard let bound = bounds[role.name] else { return nil }
      let size = try constant(role.size)
      let count = [bound, size].compactMap { $0 }.min()
      return (role: role.name, count: (count ?? .max) > Inquiry.mostEnumerated ? nil : count)
    }
  }

  /// Whether the numbers of some members are searched as symbols.
  var isUnbounded: Bool { most.contains { $0.count == nil } }

  /// Every coalition but the empty one, smallest first; numbers that are not known are symbols.
  var shapes: [Shape] {
    let known = most.filter { $0.count != nil }.map { (role: $0.role, count: $0.count ?? 0) }
    let open = most.filter { $0.count == nil }.map(\.role)
    return Self.counts(known).filter { !open.isEmpty || $0.values.contains { $0 > 0 } }
      .filter { counts in total.map { counts.values.reduce(0, +) <= $0 } ?? true }
      .map { counts in
        var members = counts.mapValues(Shape.Count.some)
        for role in open { members[role] = .some(nil) }
        return Shape(members: members)
      }
  }

  /// Every coalition of at most so many agents, smallest first.
  func small(upTo size: Int) -> [Shape] {
    Self.counts(most.map { (role: $0.role, count: min($0.count ?? size, size)) })
      .filter { counts in
        let sum = counts.values.reduce(0, +)
        return sum > 0 && sum <= size
      }
      .map { Shape(members: $0.mapValues(Shape.Count.some)) }
  }

  /// Every combination of counts up to these, by their sum, then with the earlier roles first.
  private static func counts(_ most: [(role: String, count: Int)]) -> [[String: Int]] {
    var all: [[Int]] = [[]]
    for (_, count) in most {
      all = all.flatMap { counts in (0...max(count, 0)).map { counts + [$0] } }
    }
    return all.sorted {
      let (left, right) = ($0.reduce(0, +), $1.reduce(0, +))
      return left == right ? $1.lexicographicallyPrecedes($0) : left < right
    }.map { counts in
      Dictionary(uniqueKeysWithValues: zip(most.map(\.role), counts))
    }
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
        Shape(
          members: members,
          deviators: Dictionary(uniqueKeysWithValues: zip(roles, some.map(Shape.Count.some))))
      }
  }
}
