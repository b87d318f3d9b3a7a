/// A piece of a description, apart from the names in it.
struct Phrase {
  /// What is left without the names.
  var shape: AnyHashable
  /// The names in it, in the order in which they stand there.
  var names: [Name]

  /// Phrases of the same shape in the same order, the names being the same where that is possible.
  static func aligned(_ olds: [Phrase], _ news: [Phrase]) -> [(Phrase, Phrase)] {
    Alignment(olds.count, news.count) { old, new in
      let (one, other) = (olds[old], news[new])
      guard one.shape == other.shape else { return 0 }
      let same = zip(one.names, other.names).filter { $0 == $1 }.count
      return 1 + 2 * Double(same) / Double(max(one.names.count, 1))
    }.pairs.map { (olds[$0.old], news[$0.new]) }
  }
}

extension Mechanism {
  /// The mechanism in pieces: its name, roles, assumptions, steps, design and properties, each list by itself.
  var phrases: [[Phrase]] {
    let owners = Owners(self)
    func phrase<Part: Hashable>(_ part: Part, _ rewrite: (Rewriter, Part) -> Part) -> Phrase {
      var names: [Name] = []
      var eraser = Rewriter(owners)
      eraser.name = {
        names.append($0)
        return ""
      }
      return Phrase(shape: AnyHashable(rewrite(eraser, part)), names: names)
    }
    return [
      [phrase(name) { $0.rewrite($1, as: .mechanism) }],
      roles.map { phrase($0) { $0.rewrite($1) } },
      assumptions.map { phrase($0) { $0.rewrite($1) } },
      allSteps.map { phrase($0.withoutInner) { $0.rewrite($1) } },
      [phrase(design) { $0.rewrite($1) }],
      properties.map { phrase($0.withoutWords) { $0.rewrite($1) } },
    ]
  }
}

extension Step {
  /// The step without the steps inside it, and without its number.
  public var withoutInner: Step {
    var step = unnumbered
    switch action {
    case .when(let condition, _, _): step.action = .when(condition, then: [], else: [])
    case .rounds(let count, _): step.action = .rounds(count, [])
    case .forever(var repetition):
      repetition.steps = []
      step.action = .forever(repetition)
    case .choose, .chance, .ownChance, .reveal, .draw, .pay, .bind: break
    }
    return step
  }

  /// The step without its number, and those of its choices.
  var unnumbered: Step {
    var step = self
    step.id = 0
    if case .choose(let choices) = action {
      step.action = .choose(
        choices.map { choice in
          var choice = choice
          choice.id = 0
          return choice
        })
    }
    return step
  }
}
