import Exact
import Mechanisms

extension Walk {
  /// A chance of each agent of a group by itself.
  func turn(
    _ chance: OwnChance, _ moment: Moment, _ node: Program.Node, _ here: Here, _ assumed: Assumed
  ) throws -> Next {
    var evaluation = Evaluation(domain, in: here)
    let kinds = try kinds(in: chance.group, &evaluation, at: node.location, assumed)
    var others = here
    for (kind, _) in kinds { others.crowd[kind] = nil }
    var continuation: (Here) throws -> Next = { .go(arrive($0, node)) }
    for (kind, size) in kinds.reversed() {
      let rest = continuation
      let parts = try evaluation.ofEach(size) {
        try distribution(chance.outcomes, of: kind, &$0)
      }
      continuation = { before in
        try mix(size, parts, at: node.location) { sizes in
          var next = before
          for (part, size) in zip(parts, sizes) {
            var kind = kind
            kind.attributes[chance.attribute] = part.name
            if !chance.hidden {
              if size.isExpectation && isPlanAhead(after: node) {
                throw Fault(.notLinearInSplit, at: node.location)
              }
              for camp in camps { kind.seen.add(Sighting(moment, part.name), by: camp) }
            }
            next.add(kind, size, domain)
          }
          return try rest(next)
        }
      }
    }
    return requiring(evaluation.requirements, try continuation(others))
  }

  /// Agents picked without replacement, every subset alike likely.
  func draw(
    _ draw: Draw, _ moment: Moment, _ node: Program.Node, _ here: Here, _ assumed: Assumed
  ) throws -> Next {
    var evaluation = Evaluation(domain, in: here)
    let eligible = try kinds(in: draw.group, &evaluation, at: node.location, assumed)
    if eligible.contains(where: { $0.size.isExpectation }) {
      throw Fault(.notLinearInSplit, at: node.location)
    }
    let total = eligible.reduce(domain.number(0)) { domain.sum($0, $1.size.number) }
    try evaluation.require(
      domain.compare(total, .greaterOrEqual, domain.number(Rational(draw.count))),
      Fault(.tooFewToDraw(draw.name), at: node.location))
    let ways = choose(draw.count, from: total)
    let branches = splits(of: draw.count, into: eligible.count).compactMap {
      split -> (probability: Number, Next)? in
      let favourable = zip(eligible, split).reduce(domain.number(1)) {
        domain.scaled($0, by: choose($1.1, from: $1.0.size.number))
      }
      guard !domain.isZero(favourable) else { return nil }
      return (
        probability: domain.quotient(favourable, ways),
        .go(arrive(pick(split, of: eligible, as: draw.name, moment, here), node))
      )
    }
    return requiring(evaluation.requirements, .chance(branches))
  }

  /// The situation in which so many agents of each kind were drawn.
  private func pick(
    _ split: [Int], of eligible: [(kind: Kind, size: Size<Number>)], as name: String,
    _ moment: Moment, _ here: Here
  ) -> Here {
    let counts = Dictionary(uniqueKeysWithValues: zip(eligible.map(\.kind), split))
    var next = here
    next.crowd = [:]
    for (kind, size) in here.kinds {
      let count = domain.number(Rational(counts[kind] ?? 0))
      var kind = kind
      kind.draws.remove(name)
      next.add(
        kind,
        Size(
          number: domain.difference(size.number, count), isExpectation: size.isExpectation),
        domain)
      kind.draws.insert(name)
      for camp in camps { kind.seen.add(Sighting(moment, Sighting.drawn), by: camp) }
      next.add(kind, count, domain)
    }
    return next
  }

  /// The binomial coefficient as a polynomial in the size, which may be a symbol.
  private func choose(_ count: Int, from size: Number) -> Number {
    (0..<count).reduce(domain.number(1)) { product, index in
      let factor = domain.difference(size, domain.number(Rational(index)))
      return domain.scaled(
        domain.scaled(factor, by: product), by: domain.number(Rational(1, index + 1)))
    }
  }
}
