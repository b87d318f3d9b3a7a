/// Whom an agent acts for.
public enum Side: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
  /// Does what is prescribed, and is not a member of the coalition.
  case outsider
  /// A member of the coalition that does what is prescribed.
  case accomplice
  /// A member of the coalition that follows the coalition's plan.
  case deviator
  /// The one such member whose gain is asked for, where it is not that of all.
  case favoured
  /// Not a member of the coalition, and does whatever it likes.
  case byzantine

  /// With whom it shares what it knows; nil for those who share it with nobody.
  public var camp: Camp? {
    switch self {
    case .outsider: nil
    case .accomplice, .deviator, .favoured: .coalition
    case .byzantine: .byzantine
    }
  }

  /// The side as a camp tells it from others. Byzantine agents do the same whether or not members of the
  /// coalition do what is prescribed, but for what they see of it.
  public func seen(by camp: Camp) -> Side {
    camp == .byzantine && self.camp == .coalition ? .accomplice : self
  }

  /// Whether such agents do what a plan says.
  public var plans: Bool { self == .deviator || self == .favoured || self == .byzantine }

  public static func < (left: Side, right: Side) -> Bool { left.rawValue < right.rawValue }
}

/// Agents who plan together and share what they know.
public enum Camp: Hashable, Sendable, CaseIterable {
  /// Those whose gain is asked for.
  case coalition
  /// Those who do whatever they like.
  case byzantine
}

/// Whose money counts.
public enum Beneficiary: Hashable, Sendable {
  /// The coalition's.
  case coalition
  /// That of the members of the coalition of one role.
  case members(of: String)
  /// That of the agents of one role who do what is prescribed, and are not members of the coalition.
  case outsiders(of: String)
  /// That of the one favoured member, which is of this role.
  case favoured(of: String)
  /// That of the agents of one role on one side.
  case all(of: String, Side)

  /// Whether the money of such an agent counts.
  public func includes(_ role: String, _ side: Side) -> Bool {
    switch self {
    case .coalition: side.camp == .coalition
    case .members(let own): side.camp == .coalition && role == own
    case .outsiders(let own): side == .outsider && role == own
    case .favoured(let own): side == .favoured && role == own
    case .all(let own, let its): side == its && role == own
    }
  }
}

/// A step as it is met in play: which one, and in which round of each `repeat` around it (from 1,
/// outermost first).
public struct Moment: Codable, Hashable, Sendable, Comparable {
  public var step: Int
  public var rounds: [Int]

  public init(_ step: Int, rounds: [Int] = []) {
    self.step = step
    self.rounds = rounds
  }

  public static func < (left: Moment, right: Moment) -> Bool {
    if left.rounds != right.rounds { return left.rounds.lexicographicallyPrecedes(right.rounds) }
    return left.step < right.step
  }
}

/// Something a coalition came to know: at a moment, a fact.
///
/// The fact is the option taken or the outcome met at that step; for a draw, ``drawn``; for something
/// learned or revealed there, `secret = value` with the secret written as in a file (`node.result`);
/// for a choice some of whose options have conditions, before it is made, the menu: `a | b`.
public struct Sighting: Codable, Hashable, Sendable, Comparable {
  public var moment: Moment
  public var fact: String

  public init(_ moment: Moment, _ fact: String) {
    self.moment = moment
    self.fact = fact
  }

  public static let drawn = "drawn"

  public static func < (left: Sighting, right: Sighting) -> Bool {
    left.moment == right.moment ? left.fact < right.fact : left.moment < right.moment
  }
}

/// Agents whom a coalition cannot tell apart: same role, same side, and the same sightings of them.
public struct Alike: Codable, Hashable, Sendable, Comparable {
  public var role: String
  public var side: Side
  /// What the coalition saw of each, sorted; of its own members also what they chose.
  public var sightings: [Sighting]

  public init(_ role: String, _ side: Side, _ sightings: [Sighting] = []) {
    self.role = role
    self.side = side
    self.sightings = sightings
  }

  public static func < (left: Alike, right: Alike) -> Bool {
    if left.role != right.role { return left.role < right.role }
    if left.side != right.side { return left.side < right.side }
    return left.sightings.lexicographicallyPrecedes(right.sightings)
  }
}

/// All that a camp knows when some of its members are asked: what makes one situation different
/// from another for it.
public struct View: Codable, Hashable, Sendable {
  /// The choice that is being made.
  public var moment: Moment
  /// What is known and is not about an agent, sorted.
  public var sightings: [Sighting]
  /// How many agents there are of each kind of which something was seen. (Of the others there is
  /// nothing to know: their number follows.)
  public var crowd: [Alike: Int]

  public init(_ moment: Moment, sightings: [Sighting], crowd: [Alike: Int]) {
    self.moment = moment
    self.sightings = sightings
    self.crowd = crowd
  }
}

/// A coalition's members who are alike, asked in a situation.
public struct InformationSet: Codable, Hashable, Sendable {
  public var view: View
  public var asked: Alike

  public init(_ view: View, asked: Alike) {
    self.view = view
    self.asked = asked
  }
}

/// A plan of a coalition: in each information set that can be reached, how many of those asked take
/// each option. Who of alike agents takes which makes no difference.
public struct Deviation: Codable, Hashable, Sendable {
  public var choices: [InformationSet: [String: Int]]

  public init(_ choices: [InformationSet: [String: Int]]) { self.choices = choices }
}

extension Deviation {
  /// The information sets with what is done there, in the order of the steps; the same in every run.
  public var inOrder: [(set: InformationSet, split: [String: Int])] {
    choices.map { (set: $0.key, split: $0.value) }.sorted { $0.set < $1.set }
  }
}

extension InformationSet: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    if left.view.moment != right.view.moment { return left.view.moment < right.view.moment }
    if left.asked != right.asked { return left.asked < right.asked }
    if left.view.sightings != right.view.sightings {
      return left.view.sightings.lexicographicallyPrecedes(right.view.sightings)
    }
    let mine = left.view.crowd.sorted { $0.key < $1.key }
    let others = right.view.crowd.sorted { $0.key < $1.key }
    for (one, other) in zip(mine, others) {
      if one.key != other.key { return one.key < other.key }
      if one.value != other.value { return one.value < other.value }
    }
    return mine.count < others.count
  }
}
