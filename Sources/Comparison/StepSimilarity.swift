import Mechanisms

/// How much alike two steps are: 1 if they say the same, 0 if they do not belong together.
final class StepSimilarity {
  private struct Pair: Hashable {
    var old: Int
    var new: Int
  }

  private var known: [Pair: Double] = [:]

  /// Steps that are less alike do not belong together.
  private static let least = 0.4

  func similarity(_ old: StepTree, _ new: StepTree) -> Double {
    let pair = Pair(old: old.step.id, new: new.step.id)
    if let known = known[pair] { return known }
    let found = old.equals(new) ? 1 : estimate(old, new)
    known[pair] = found < Self.least ? 0 : found
    return known[pair] ?? 0
  }

  /// The steps of two lists that belong together.
  func alignment(_ olds: [StepTree], _ news: [StepTree]) -> Alignment {
    Alignment(olds.count, news.count) { old, new in
      let (one, other) = (olds[old], news[new])
      return similarity(one, other) * Double(one.size + other.size) / 2
    }
  }

  private func estimate(_ old: StepTree, _ new: StepTree) -> Double {
    switch (old.step.action, new.step.action) {
    case (.pay(let one), .pay(let other)): return likeness(one, other)
    case (.choose, .choose), (.chance, .chance), (.ownChance, .ownChance), (.draw, .draw),
      (.bind, .bind):
      return old.subject == new.subject ? 0.8 : 0
    case (.when, .when), (.rounds, .rounds), (.forever, .forever):
      let isSame = old.heading == new.heading
      return (isSame ? 0.4 : 0) + 0.6 * inner(old, new)
    default: return 0
    }
  }

  /// How much of the steps inside belongs together.
  private func inner(_ old: StepTree, _ new: StepTree) -> Double {
    let worth = zip(old.branches, new.branches).reduce(0) { $0 + alignment($1.0, $1.1).worth }
    return worth / Double(max(old.size, new.size, 2) - 1)
  }

  private func likeness(_ one: Payment, _ other: Payment) -> Double {
    var likeness = 0.0
    if one.amount == other.amount {
      likeness += 0.5
    } else if one.amount.content.shares(with: other.amount.content) {
      likeness += 0.25
    }
    if one.source == other.source { likeness += 0.2 }
    if one.target == other.target { likeness += 0.3 }
    return likeness
  }
}

extension Formula {
  /// Whether some parameter or binding occurs in both.
  fileprivate func shares(with other: Formula) -> Bool {
    contains { part in
      switch part {
      case .parameter, .binding: other.contains { $0 == part }
      default: false
      }
    }
  }
}
