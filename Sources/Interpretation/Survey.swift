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
    var rounds: [Kept<Number, Truth>: [Truth]] = [:]
    func begin(_ round: Kept<Number, Truth>, _ when: Truth) throws {
      var when = when
      var known = rounds[round] ?? []
      let before = known.reduce(domain.truth(false)) { domain.or($0, $1) }
      if domain.isKnown(before, where: when) { return }
      if rounds[round] == nil, rounds.count == Self.mostRounds {
        return note(Fault(.tooManyRounds, at: program.mechanism.location), domain.truth(true))
      }
      // A round that begins under ever more conditions is looked at as one that begins in any case.
      if known.count == Self.mostConditions { when = domain.truth(true) }
      known.append(when)
      rounds[round] = known
      let here = try walk.beginning(of: round)
      let already = ahead[here.position]?[here]
      ahead[here.position, default: [:]][here] = already.map { domain.or($0, when) } ?? when
    }
    while let position = ahead.keys.max(), let situations = ahead.removeValue(forKey: position) {
      for (situation, when) in situations {
        if isAboutEnds, program.isOver(at: position) {
          for (account, balance) in situation.balances.sorted(by: { $0.key < $1.key }) {
            let isLeft = domain.compare(balance, .notEqual, domain.number(0))
            let location = program.mechanism.accounts.first { $0.name == account }?.location
            let fault = Fault(.leftOver(account: account), at: location ?? .code)
            if domain.known(isLeft) != false { note(fault, domain.and(when, isLeft)) }
          }
        }
        var next: [(Kept<Number, Truth>, Truth)] = []
        walk.follow(try walk.step(from: situation), when, &ahead, &next, note)
        for (round, when) in next { try begin(round, when) }
        for id in program.choices(at: position) {
          survey.reached[id] = survey.reached[id].map { domain.or($0, when) } ?? when
        }
      }
    }
    survey.faults = order.compactMap { fault in sites[fault].map { (fault: fault, when: $0) } }
    return survey
  }

  /// Under more conditions than this, a round is not told apart from one that begins in any case.
  private static var mostConditions: Int { 16 }

  private func follow(
    _ move: Next, _ when: Truth, _ ahead: inout [Int: OrderedDictionary<Here, Truth>],
    _ rounds: inout [(Kept<Number, Truth>, Truth)], _ note: (Fault, Truth) -> Void
  ) {
    if domain.known(when) == false { return }
    switch move {
    case .end: break
    case .round(let round, _): rounds.append((round, when))
    case .go(let next):
      let already = ahead[next.position]?[next]
      ahead[next.position, default: [:]][next] = already.map { domain.or($0, when) } ?? when
    case .gain(_, let next): follow(next, when, &ahead, &rounds, note)
    case .chance(let branches):
      for (probability, next) in branches {
        let occurs = domain.compare(probability, .greater, domain.number(0))
        follow(next, domain.and(when, occurs), &ahead, &rounds, note)
      }
    case .fork(let condition, let first, let second):
      follow(first, domain.and(when, condition), &ahead, &rounds, note)
      follow(second, domain.and(when, domain.not(condition)), &ahead, &rounds, note)
    case .decide(_, let ways):
      for (_, next) in ways { follow(next, when, &ahead, &rounds, note) }
    case .require(let truth, let fault, let next):
      let fails = domain.and(when, domain.not(truth))
      if domain.known(fails) != false { note(fault, fails) }
      follow(next, domain.and(when, truth), &ahead, &rounds, note)
    }
  }
}

extension Program {
  /// Whether all is over at a position, or a round is, or what comes before the first.
  fileprivate func isOver(at position: Int) -> Bool {
    if position == Program.end { return true }
    switch node(at: position).action {
    case .enter, .again: return true
    default: return false
    }
  }

  /// The numbers of the choices made in the step at a position; none past the end.
  fileprivate func choices(at position: Int) -> [Int] {
    guard position != Program.end, case .choose(let choices) = node(at: position).action
    else { return [] }
    return choices.map(\.id)
  }
}
