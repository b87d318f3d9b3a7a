import Exact
import Mechanisms
import Twin

/// Unfolds a mechanism into a tree, path by path.
struct Growth {
  /// What somebody knows who decides, as an information set of the tree.
  struct Situation {
    var agent: Int
    var attribute: String
    var knowledge: InformationSet
    /// Nil if nothing was seen that is.
    var prescribed: [Rational]?
  }

  /// Who chooses what.
  private struct Subject: Hashable {
    var agent: Int
    var attribute: String

    init(_ situation: Situation) {
      (agent, attribute) = (situation.agent, situation.attribute)
    }
  }

  private struct Key: Hashable {
    var agent: Int?
    var knowledge: InformationSet
    /// What other members of the coalition chose in the same step: one plan decides for all of them.
    var answers: [String]
  }

  /// A way that the deal has gone.
  private struct Trail {
    /// The play that goes on with the first way at every branching.
    var path: OpenPath
    /// The first of its happenings that is not yet in the tree.
    var position = 0
    var ways: [Int] = []
    /// What the coalition chose in the step that is being played.
    var answers: [String] = []
    var moment: Moment?
  }

  private let twin: Twin
  private let unfolding: Unfolding
  private let choices: [Int: Choice]
  private let limit: Int
  /// The coalition's members; nil if everybody decides by itself.
  let members: [Int]?
  private(set) var situations: [Situation] = []
  private var numbers: [Key: Int] = [:]
  private var nodes = 0

  init(
    of mechanism: Mechanism, at point: [String: Rational],
    prescribing overrides: [Property.Override], coalition: [String: Int]?, limit: Int
  ) throws {
    let empty = try Twin(
      mechanism, parameters: point, coalition: Coalition([:]), prescribing: overrides)
    let first = empty.roles.map { ($0.name, min($0.agents.count, 1)) }
    twin = try Twin(
      mechanism, parameters: point,
      coalition: Coalition(coalition ?? Dictionary(uniqueKeysWithValues: first)),
      prescribing: overrides)
    unfolding = try Unfolding(of: twin, askingTogether: coalition != nil)
    choices = Dictionary(
      mechanism.choices.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    members = coalition.map { coalition in
      empty.roles.flatMap { Array($0.agents.prefix(coalition[$0.name] ?? 0)) }
    }
    self.limit = limit
  }

  /// Everybody who decides by itself.
  var agents: [Int] { Set(situations.map(\.agent)).sorted() }

  func name(of agent: Int) -> String { "\(twin.name(of: agent))" }

  mutating func tree() throws -> Sketch {
    try grow(Trail(path: try unfolding.path(taking: [])))
  }

  // MARK: - Nodes

  private mutating func grow(_ trail: Trail) throws -> Sketch {
    var trail = trail
    while trail.position < trail.path.happenings.count {
      switch trail.path.happenings[trail.position] {
      case .paid, .told: trail.position += 1
      case .chance:
        try count()
        return .chance(try after(trail, probability: 1).map { try ($0, $1, grow($2)) })
      case .asked(let question, _):
        if question.options.count == 1 {
          try go(0, &trail)
        } else if let members, !members.contains(question.agent) {
          let ways = try prescribed(question)
          guard ways.count > 1 else {
            try go(ways[0].way, &trail)
            continue
          }
          try count()
          return .chance(
            try ways.map { way in
              var next = trail
              try go(way.way, &next)
              return (way.probability, question.options[way.way], try grow(next))
            })
        } else {
          return try decision(question, at: trail)
        }
      }
    }
    if let fault = trail.path.fault { throw fault }
    try count()
    return .end(money(on: trail.path))
  }

  private mutating func decision(_ question: Question, at trail: Trail) throws -> Sketch {
    var trail = trail
    let moment = Moment(question.step, rounds: question.rounds)
    if trail.moment != moment { (trail.moment, trail.answers) = (moment, []) }
    let set = number(of: question, after: members == nil ? [] : trail.answers)
    try count()
    let ways = try question.options.indices.map { way in
      var next = trail
      try go(way, &next)
      next.answers.append(question.options[way])
      return (name: question.options[way], child: try grow(next))
    }
    return .decision(set: set, ways)
  }

  private mutating func count() throws {
    nodes += 1
    if nodes > limit { throw ExportError.tooManyNodes(limit: limit) }
  }

  /// Takes a way at a branching.
  private func go(_ way: Int, _ trail: inout Trail) throws {
    let taken = trail.path.happenings[trail.position].way
    trail.ways.append(way)
    if way != taken { trail.path = try unfolding.path(taking: trail.ways) }
    trail.position += 1
  }

  /// What everybody has in the end; nothing if it is not named.
  private func money(on path: OpenPath) -> [Int: Rational] {
    var money: [Int: Rational] = [:]
    for case .paid(let amount, let source, let target, _) in path.happenings {
      if case .agent(let agent) = source { money[agent, default: 0] -= amount }
      if case .agent(let agent) = target { money[agent, default: 0] += amount }
    }
    return money
  }

  // MARK: - Information sets

  private mutating func number(of question: Question, after answers: [String]) -> Int {
    let key = Key(
      agent: members == nil ? question.agent : nil, knowledge: question.informationSet,
      answers: answers)
    let number = numbers[key] ?? situations.count
    if number == situations.count {
      numbers[key] = number
      situations.append(
        Situation(
          agent: question.agent, attribute: choices[question.choice]?.attribute ?? "",
          knowledge: question.informationSet, prescribed: nil))
    }
    note(question.prescribed, in: number)
    return number
  }

  /// Notes what is prescribed in an information set. Where it depends on what is not known there, the agent has not
  /// done what is prescribed before, and nothing is.
  private mutating func note(_ prescribed: [Rational], in number: Int) {
    if prescribed.isEmpty { return }
    let before = situations[number].prescribed
    situations[number].prescribed = before == nil || before == prescribed ? prescribed : []
  }

  /// Of all information sets the names: what is chosen, for a coalition by whom, and a number if there are several.
  var labels: [String] {
    let totals = situations.reduce(into: [:]) { $0[Subject($1), default: 0] += 1 }
    var counts: [Subject: Int] = [:]
    return situations.map { situation in
      let subject = Subject(situation)
      counts[subject, default: 0] += 1
      let name =
        members == nil ? subject.attribute : "\(name(of: subject.agent)).\(subject.attribute)"
      return totals[subject] == 1 ? name : "\(name) \(counts[subject] ?? 0)"
    }
  }

  // MARK: - Chance

  /// What an honest agent may do when it is asked.
  private func prescribed(_ question: Question) throws -> [(way: Int, probability: Rational)] {
    let ways = zip(question.prescribed.indices, question.prescribed).filter { !$0.1.isZero }
    guard !ways.isEmpty else {
      throw ExportError.nothingPrescribed(
        agent: name(of: question.agent), at: choices[question.choice]?.location ?? .code)
    }
    return ways.map { (way: $0, probability: $1) }
  }

  /// Everything that can happen by chance in a step, with its probability, what it is called, and how it goes on.
  private func after(
    _ trail: Trail, probability: Rational
  ) throws -> [(Rational, String, Trail)] {
    guard trail.position < trail.path.happenings.count,
      case .chance(let probabilities, _) = trail.path.happenings[trail.position]
    else { return [(probability, Self.name(of: trail.path.happenings[trail.position...]), trail)] }
    return try probabilities.indices.flatMap { way in
      var next = trail
      try go(way, &next)
      return try after(next, probability: probability * probabilities[way])
    }
  }

  /// What a chance that was just met came to: everything about one draw, outcome or attribute.
  private static func name(of happenings: ArraySlice<Happening>) -> String {
    var parts: [String] = []
    for case .told(let event) in happenings.prefix(while: { $0.way == nil }) {
      switch event {
      case .drew(let name, let agents) where parts.isEmpty:
        return "\(name): \(agents.map { "\($0)" }.joined(separator: ", "))"
      case .met(let chance, let outcome) where parts.isEmpty: return "\(chance) = \(outcome)"
      case .turned(let agent, let attribute, let outcome):
        parts.append("\(agent).\(attribute) = \(outcome)")
      default: return parts.joined(separator: ", ")
      }
    }
    return parts.joined(separator: ", ")
  }
}
