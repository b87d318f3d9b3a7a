import Exact
import Mechanisms

extension Walk {
  /// Agents who are asked in a step, all of one kind.
  struct Asked {
    var choice: Choice
    /// With the menu seen, for members of the coalition.
    var kind: Kind
    var size: Size<Number>
    var options: [String]
  }

  /// Agents after a choice: what they were, and what they took.
  struct Taken {
    var asked: Int
    var option: String
    var size: Size<Number>
  }

  /// One way in which a step can go, while it is put together: what follows from it is asked of a
  /// continuation, since decisions and chances of several kinds of agents come after each other.
  typealias Continuation = ([Taken]) throws -> Next

  func choose(
    _ choices: [Choice], _ node: Program.Node, _ here: Here, _ assumed: Assumed
  ) throws -> Next {
    var evaluation = Evaluation(domain, in: here)
    var others = here
    var asked: [Asked] = []
    for choice in choices {
      let moment = Moment(choice.id, rounds: node.rounds)
      for (kind, size) in try kinds(in: choice.group, &evaluation, at: choice.location, assumed) {
        guard
          let ask = try evaluation.ofEach(
            size, { try ask(choice, kind, size, moment, &$0, assumed) })
        else { continue }
        others.crowd[kind] = nil
        asked.append(ask)
      }
    }
    var before = others
    for ask in asked { before.add(ask.kind, ask.size, domain) }
    let requirements = evaluation.requirements
    let next = try decide(asked, in: before, node) { taken in
      try forking(assumed) { try conclude(taken, asked, before: before, others: others, node, $0) }
    }
    return requiring(requirements, next)
  }

  /// - Returns: nil where there can only be nobody to ask.
  private func ask(
    _ choice: Choice, _ kind: Kind, _ size: Size<Number>, _ moment: Moment,
    _ evaluation: inout Evaluation<D>, _ assumed: Assumed
  ) throws -> Asked? {
    var kind = kind
    let options = try choice.options.filter { option in
      guard let condition = option.condition else { return true }
      return try resolve(evaluation.truth(condition, of: kind), assumed)
    }.map(\.name)
    guard !options.isEmpty else {
      try evaluation.require(
        domain.truth(false), Fault(.noOptionAvailable, at: choice.location))
      return nil
    }
    if let camp = kind.side.camp, choice.options.contains(where: { $0.condition != nil }) {
      kind.seen.add(Sighting(moment, options.joined(separator: " | ")), by: camp)
    }
    return Asked(choice: choice, kind: kind, size: size, options: options)
  }

  // MARK: - Who takes what

  /// Deviators decide first, then the others mix: all in one situation, so the order is of no matter.
  private func decide(
    _ asked: [Asked], in before: Here, _ node: Program.Node, then next: @escaping Continuation
  ) throws -> Next {
    let deciders = Dictionary(
      grouping: asked.indices.filter { asked[$0].kind.side.plans }
    ) {
      AskedTogether(
        choice: asked[$0].choice.id, alike: asked[$0].kind.alikeToItself,
        apart: keepsAccounts ? $0 : 0)
    }
    let followers = asked.indices.filter { !asked[$0].kind.side.plans }
    var continuation: Continuation = next
    for index in followers.reversed() {
      let rest = continuation
      continuation = { taken in
        try follow(asked[index], index, in: before, node) { try rest(taken + $0) }
      }
    }
    for (together, indices) in deciders.sorted(by: { $0.key < $1.key }).reversed() {
      let rest = continuation
      continuation = { taken in
        try plan(for: together.alike, indices, asked, in: before, node) { try rest(taken + $0) }
      }
    }
    return try continuation([])
  }

  private struct AskedTogether: Hashable, Comparable {
    var choice: Int
    var alike: Alike
    /// Tells kinds apart where each may do as it likes.
    var apart: Int

    static func < (left: Self, right: Self) -> Bool {
      (left.choice, left.alike, left.apart) < (right.choice, right.alike, right.apart)
    }
  }

  /// Agents who do what is prescribed, each mixing for itself.
  private func follow(
    _ asked: Asked, _ index: Int, in before: Here, _ node: Program.Node,
    then next: Continuation
  ) throws -> Next {
    try forking { assumed in
      var evaluation = Evaluation(domain, in: before)
      let parts = try evaluation.ofEach(asked.size) { evaluation in
        let mixture = try prescription(of: asked, &evaluation, assumed)
        let parts = try distribution(mixture, of: asked.kind, &evaluation)
        for part in parts where !asked.options.contains(part.name) {
          try evaluation.require(
            domain.compare(part.probability, .equal, domain.number(0)),
            Fault(.prescribedOptionUnavailable(part.name), at: asked.choice.location))
        }
        return parts
      }
      let split = try mix(asked.size, parts, at: asked.choice.location) { sizes in
        try next(
          zip(parts, sizes).map { Taken(asked: index, option: $0.name, size: $1) })
      }
      return requiring(evaluation.requirements, split)
    }
  }

  private func prescription(
    of asked: Asked, _ evaluation: inout Evaluation<D>, _ assumed: Assumed
  ) throws -> Mixture {
    for rule in asked.choice.prescription.rules {
      guard let condition = rule.condition else { return rule.mixture }
      if try resolve(evaluation.truth(condition, of: asked.kind), assumed) { return rule.mixture }
    }
    preconditionFailure("the last rule of a prescription has no condition")
  }

  /// Each agent of a group meets one of several outcomes, independently of the others.
  func mix(
    _ size: Size<Number>, _ parts: [(name: String, probability: Number)], at location: Location,
    then next: ([Size<Number>]) throws -> Next
  ) throws -> Next {
    if parts.count == 1 { return try next([size]) }
    guard let count = domain.whole(size.number),
      !size.isExpectation,
      compositions(of: count, into: parts.count) <= Double(Self.mostSplits)
    else {
      if let freeSplit {
        return try next(freeSplit(size.number, parts).map { Size(number: $0) })
      }
      return try next(
        parts.map {
          Size(number: domain.scaled(size.number, by: $0.probability), isExpectation: true)
        })
    }
    let branches = try splits(of: count, into: parts.count).map { split in
      var weight = domain.number(multinomial(split))
      for (part, count) in zip(parts, split) {
        for _ in 0..<count { weight = domain.scaled(part.probability, by: weight) }
      }
      let sizes = split.map { Size(number: domain.number(Rational($0))) }
      return (probability: weight, try next(sizes))
    }
    return branches.count == 1 ? branches[0].1 : .chance(branches)
  }

  /// Members who follow the coalition's plan; it knows them only as alike, though they may be of
  /// several kinds.
  private func plan(
    for alike: Alike, _ indices: [Int], _ asked: [Asked], in before: Here, _ node: Program.Node,
    then next: @escaping ([Taken]) throws -> Next
  ) throws -> Next {
    let first = asked[indices[0]]
    let size = indices.dropFirst().reduce(first.size.number) {
      domain.sum($0, asked[$1].size.number)
    }
    guard indices.count == 1 || indices.allSatisfy({ domain.whole(asked[$0].size.number) != nil }),
      !indices.contains(where: { asked[$0].size.isExpectation })
    else { throw Fault(.notLinearInSplit, at: first.choice.location) }
    let question = Question(
      outline: outline(of: before, Moment(first.choice.id, rounds: node.rounds), asked: alike),
      actual: actual(before, Moment(first.choice.id, rounds: node.rounds), asked: alike),
      options: first.options, size: size, prescribed: try prescribedOption(first, in: before),
      choice: first.choice)
    switch try answer(question) {
    case .split(let split):
      return try deal(split, first.options, indices, asked, then: next)
    case .counts(let counts):
      guard indices.count == 1 else {
        throw Fault(.tooManySplits(of: first.kind.role), at: first.choice.location)
      }
      return try next(
        first.options.compactMap { option in
          counts[option].flatMap {
            domain.isZero($0)
              ? nil : Taken(asked: indices[0], option: option, size: Size(number: $0))
          }
        })
    case .any:
      guard let count = domain.whole(question.size),
        compositions(of: count, into: first.options.count) <= Double(Self.mostSplits)
      else { throw Fault(.tooManySplits(of: first.kind.role), at: first.choice.location) }
      let ways = try splits(of: count, into: first.options.count).map { numbers in
        let split = Dictionary(uniqueKeysWithValues: zip(first.options, numbers))
          .filter { $0.value > 0 }
        return (split: split, try deal(split, first.options, indices, asked, then: next))
      }
      return .decide(question, ways)
    }
  }

  /// The option that is prescribed for certain; nil where the prescription mixes or is not decided.
  private func prescribedOption(_ asked: Asked, in before: Here) throws -> String? {
    var evaluation = Evaluation(domain, in: before)
    guard let mixture = try? prescription(of: asked, &evaluation, [:]) else { return nil }
    return mixture.pure
  }

  /// The plan says how many take each option; which of those that the coalition cannot tell apart
  /// they are is as chance has it.
  private func deal(
    _ split: [String: Int], _ options: [String], _ indices: [Int], _ asked: [Asked],
    then next: ([Taken]) throws -> Next
  ) throws -> Next {
    let taken = options.filter { (split[$0] ?? 0) > 0 }
    if indices.count == 1 {
      return try next(
        taken.map { option in
          Taken(
            asked: indices[0], option: option,
            size: Size(number: domain.number(Rational(split[option] ?? 0))))
        })
    }
    let sizes = indices.map { domain.whole(asked[$0].size.number) ?? 0 }
    let ways = contingencies(rows: sizes, columns: taken.map { split[$0] ?? 0 })
    return .chance(
      try ways.map { table, probability in
        let all = indices.indices.flatMap { row in
          taken.indices.compactMap { column -> Taken? in
            let count = table[row][column]
            guard count > 0 else { return nil }
            return Taken(
              asked: indices[row], option: taken[column],
              size: Size(number: domain.number(Rational(count))))
          }
        }
        return (probability: domain.number(probability), try next(all))
      })
  }

  // MARK: - What follows

  private func conclude(
    _ taken: [Taken], _ asked: [Asked], before: Here, others: Here, _ node: Program.Node,
    _ assumed: Assumed
  ) throws -> Next {
    var evaluation = Evaluation(domain, in: before)
    var next = others
    var spent = domain.number(0)
    var learnt: [(moment: Moment, secret: Secret, camp: Camp)] = []
    for part in taken {
      let asked = asked[part.asked]
      let moment = Moment(asked.choice.id, rounds: node.rounds)
      guard let option = asked.choice.options.first(where: { $0.name == part.option }) else {
        preconditionFailure("no such option: \(part.option)")
      }
      if let cost = option.cost {
        let money = try evaluation.money(cost, of: asked.kind, part.size)
        if counts(asked.kind) { spent = domain.sum(spent, money) }
      }
      if let camp = asked.kind.side.camp, !option.learns.isEmpty,
        try occurs(part.size, asked.choice.location, assumed)
      {
        for secret in option.learns
        where !learnt.contains(where: { $0 == (moment, secret, camp) }) {
          learnt.append((moment, secret, camp))
        }
      }
      var kind = asked.kind
      kind.attributes[asked.choice.attribute] = option.name
      for camp in camps
      where try asked.kind.side.camp == camp || sees(camp, asked.choice, in: before, assumed) {
        kind.seen.add(Sighting(moment, option.name), by: camp)
        if part.size.isExpectation && isPlanAhead(after: node) {
          throw Fault(.notLinearInSplit, at: asked.choice.location)
        }
      }
      next.add(kind, part.size, domain)
    }
    for (moment, secret, camp) in learnt {
      next = try seeing(secret, moment, by: camp, next, node)
    }
    let onward = Next.go(arrive(next, node))
    let result =
      domain.isZero(spent) ? onward : .gain(domain.difference(domain.number(0), spent), onward)
    return requiring(evaluation.requirements, result)
  }

  private func occurs(_ size: Size<Number>, _ location: Location, _ assumed: Assumed) throws
    -> Bool
  {
    if size.isExpectation { throw Fault(.notLinearInSplit, at: location) }
    return try resolve(domain.compare(size.number, .greater, domain.number(0)), assumed)
  }

  /// Whether a camp sees what others choose.
  private func sees(
    _ camp: Camp, _ choice: Choice, in here: Here, _ assumed: Assumed
  ) throws -> Bool {
    guard case .only(let names) = choice.audience else { return true }
    return try here.kinds.contains { kind, size in
      guard kind.side.camp == camp,
        names.contains(where: { kind.role == $0 || kind.draws.contains($0) })
      else { return false }
      return try occurs(size, choice.location, assumed)
    }
  }
}

extension Kind {
  /// The agents, who plan, as their own camp tells them from others.
  fileprivate var alikeToItself: Alike { alike(to: side.camp ?? .coalition) }
}

// MARK: - What is known

extension Walk {
  private func outline(of here: Here, _ moment: Moment, asked: Alike) -> Outline {
    let camp = asked.side.camp ?? .coalition
    return Outline(
      moment: moment, sightings: here.seen[camp],
      crowd: seen(by: camp, in: here).mapValues { domain.whole($0) }, asked: asked)
  }

  private func actual(_ here: Here, _ moment: Moment, asked: Alike) -> InformationSet? {
    let camp = asked.side.camp ?? .coalition
    var crowd: [Alike: Int] = [:]
    for (alike, number) in seen(by: camp, in: here) {
      guard let count = domain.actual(number)?.integer else { return nil }
      if count > 0 { crowd[alike] = count }
    }
    return InformationSet(
      View(moment, sightings: here.seen[camp], crowd: crowd), asked: asked)
  }

  /// How many agents there are of each kind that a camp can tell from others, if it saw anything of them:
  /// kinds that differ in what it did not see are one.
  private func seen(by camp: Camp, in here: Here) -> [Alike: Number] {
    here.kinds.reduce(into: [:]) { seen, part in
      guard !part.kind.seen[camp].isEmpty else { return }
      let alike = part.kind.alike(to: camp)
      seen[alike] = seen[alike].map { domain.sum($0, part.size.number) } ?? part.size.number
    }
  }
}
