import Exact
import Mechanisms

/// Rounds without end.
extension Walk {
  /// The situation at the beginning of a round.
  func beginning(of round: Kept<Number, Truth>) throws -> Here {
    guard let (start, step) = program.round else { preconditionFailure("there are no rounds") }
    var (here, _) = try everybody(at: start)
    here.bindings = round.bindings
    for (name, value) in round.bindings.sorted(by: { $0.key < $1.key }) {
      let fact = Sighting(Moment(step), "\(name) = \(text(of: value))")
      for camp in camps { here.seen.add(fact, by: camp) }
    }
    return trimmed(here, to: start)
  }

  private func text(of value: Value<Number, Truth>) -> String {
    switch value {
    case .number(let number, _): domain.constant(number).map { "\($0)" } ?? ""
    case .truth(let truth, _): domain.decided(truth).map { "\($0)" } ?? ""
    case .option(let option): option
    }
  }

  /// Begins the first round.
  func enter(
    _ repetition: Repetition, _ node: Program.Node, _ here: Here, _ assumed: Assumed
  ) throws -> Next {
    var evaluation = Evaluation(domain, in: here)
    let discount = try evaluation.number(repetition.discount).number
    try evaluation.require(
      domain.and(
        domain.compare(discount, .greaterOrEqual, domain.number(0)),
        domain.compare(discount, .less, domain.number(1))),
      Fault(.notADiscount, at: repetition.discount.location))
    let kept = try kept(repetition, node, here, assumed)
    return requiring(evaluation.requirements, .round(kept, worth: domain.number(1)))
  }

  /// Ends a round.
  func end(
    _ repetition: Repetition, _ node: Program.Node, _ here: Here, _ assumed: Assumed
  ) throws -> Next {
    var evaluation = Evaluation(domain, in: here)
    if let until = repetition.until, try resolve(evaluation.truth(until), assumed) {
      return requiring(evaluation.requirements, .end)
    }
    let discount = try evaluation.number(repetition.discount).number
    let kept = try kept(repetition, node, here, assumed)
    return requiring(evaluation.requirements, .round(kept, worth: discount))
  }

  private func kept(
    _ repetition: Repetition, _ node: Program.Node, _ here: Here, _ assumed: Assumed
  ) throws -> Kept<Number, Truth> {
    var kept = Kept<Number, Truth>(bindings: [:])
    for name in repetition.kept {
      switch here.bindings[name] {
      case nil: throw Fault(.unbound(name), at: node.location)
      case .option(let option): kept.bindings[name] = .option(option)
      case .truth(let truth, false):
        kept.bindings[name] = .truth(
          domain.truth(try resolve(truth, assumed)), isExpectation: false)
      case .number(let number, false):
        guard let constant = domain.constant(number) else {
          throw Fault(.keptIsOpen(name), at: node.location)
        }
        kept.bindings[name] = .number(domain.number(constant), isExpectation: false)
      case .truth, .number: throw Fault(.notLinearInSplit, at: node.location)
      }
    }
    return kept
  }
}
