import Exact
public import Mechanisms
import OrderedCollections

/// What can happen in a mechanism when some agents do whatever they like.
public struct Survey<Truth> {
  /// What would be wrong with the mechanism, and when it would occur.
  public var faults: [(fault: Fault, when: Truth)] = []
  /// When each choice (by its number) is made.
  public var reached: [Int: Truth] = [:]
}

extension Walk {
  /// Looks everywhere that chance, and deviators who do whatever they like, can lead to. Situations that are alike are looked at once.
  ///
  /// - Parameter split: How many agents of a group meet each of several outcomes that have these
  ///   probabilities, where the group is too large (or of symbolic size) to try every split.
  /// - Throws: Whatever the walk's `answer` throws.
  public func survey(
    splitting split: @escaping (Number, [(name: String, probability: Number)]) -> [Number]
  ) throws -> Survey<Truth> {
    var walk = self
    walk.freeSplit = split
    var survey = Survey<Truth>()
    let (here, requirements) = try walk.beginning()
    var sites: [Fault: Truth] = [:]
    var order: [Fault] = []
    func note(_ fault: Fault, _ when: Truth) {
      if let already = sites[fault] {
        sites[fault] = domain.or(already, when)
      } else {
        sites[fault] = when
        order.append(fault)
      }
    }
    for (truth, fault) in requirements { note(fault, domain.not(truth)) }
    // In the order in which they were met, so that what is found is worded alike in every run.
    var ahead: [Int: OrderedDictionary<Here, Truth>] = [here.position: [here: domain.truth(true)]]
    var rounds: Set<Kept<Number, Truth>> = []
    // A round that can begin is looked at once, as one that does begin.
    func begin(_ round: Kept<Number, Truth>) throws {
      guard rounds.count < Self.mostRounds, rounds.insert(round).inserted else { return }
      let here = try walk.beginning(of: round)
      ahead[here.position, default: [:]][here] = domain.truth(true)
    }
    while let position = ahead.keys.max(), let situations = ahead.removeValue(forKey: position) {
      for (situation, when) in situations {
        if watched != nil, program.isOver(at: position) {
          for (account, balance) in situation.balances.sorted(by: { $0.key < $1.key }) {
            let isLeft = domain.compare(balance, .notEqual, domain.number(0))
            let location = program.mechanism.accounts.first { $0.name == account }?.location
            let fault = Fault(.leftOver(account: account), at: location ?? .code)
            if domain.known(isLeft) != false { note(fault, domain.and(when, isLeft)) }
          }
        }
        let move = try walk.step(from: situation)
        walk.follow(move, when, &ahead, note)
        for round in move.rounds { try begin(round) }
        for id in program.choices(at: position) {
          survey.reached[id] = survey.reached[id].map { domain.or($0, when) } ?? when
        }
      }
    }
    survey.faults = order.compactMap { fault in sites[fault].map { (fault: fault, when: $0) } }
    return survey
  }

  private func follow(
    _ move: Next, _ when: Truth, _ ahead: inout [Int: OrderedDictionary<Here, Truth>],
    _ note: (Fault, Truth) -> Void
  ) {
    if domain.known(when) == false { return }
    switch move {
    case .end, .round: break
    case .go(let next):
      let already = ahead[next.position]?[next]
      ahead[next.position, default: [:]][next] = already.map { domain.or($0, when) } ?? when
    case .gain(_, let next): follow(next, when, &ahead, note)
    case .chance(let branches):
      for (probability, next) in branches {
        let occurs = domain.compare(probability, .greater, domain.number(0))
        follow(next, domain.and(when, occurs), &ahead, note)
      }
    case .fork(let condition, let first, let second):
      follow(first, domain.and(when, condition), &ahead, note)
      follow(second, domain.and(when, domain.not(condition)), &ahead, note)
    case .decide(_, let ways):
      for (_, next) in ways { follow(next, when, &ahead, note) }
    case .require(let truth, let fault, let next):
      let fails = domain.and(when, domain.not(truth))
      if domain.known(fails) != false { note(fault, fails) }
      follow(next, domain.and(when, truth), &ahead, note)
    }
  }
}

extension Move {
  /// The rounds that it can lead to.
  fileprivate var rounds: [Kept<Number, Truth>] {
    switch self {
    case .end, .go: []
    case .round(let kept, _): [kept]
    case .gain(_, let next), .require(_, _, let next): next.rounds
    case .chance(let branches): branches.flatMap { $0.1.rounds }
    case .fork(_, let first, let second): first.rounds + second.rounds
    case .decide(_, let ways): ways.flatMap { $0.1.rounds }
    }
  }
}

extension Program {
  /// Whether all is over at a position, or a round is.
  fileprivate func isOver(at position: Int) -> Bool {
    if position == Program.end { return true }
    if case .again = node(at: position).action { return true }
    return false
  }

  /// The numbers of the choices made in the step at a position; none past the end.
  fileprivate func choices(at position: Int) -> [Int] {
    guard position != Program.end, case .choose(let choices) = node(at: position).action
    else { return [] }
    return choices.map(\.id)
  }
}
