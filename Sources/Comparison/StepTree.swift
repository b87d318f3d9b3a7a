import Mechanisms

/// A step with the steps inside it, to be compared with another.
struct StepTree {
  let step: Step
  /// The step itself, without its number, and with everything in one order whose order means nothing.
  let heading: Step
  let branches: [[StepTree]]
  /// The number of steps, itself included.
  let size: Int

  init(_ step: Step) {
    self.step = step
    heading = step.withoutInner.normalForm
    let inner: [[Step]] =
      switch step.action {
      case .when(_, let then, let otherwise): [then, otherwise]
      case .rounds(_, let steps): [steps]
      case .forever(let repetition): [repetition.steps]
      default: []
      }
    branches = inner.map { $0.map(StepTree.init) }
    size = 1 + branches.joined().reduce(0) { $0 + $1.size }
  }

  /// Whether both say the same.
  func equals(_ other: StepTree) -> Bool {
    size == other.size && heading == other.heading && branches.count == other.branches.count
      && zip(branches, other.branches).allSatisfy { mine, theirs in
        mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.equals($1) }
      }
  }

  /// The choices made at this step.
  var choices: [Choice] {
    if case .choose(let choices) = step.action { choices } else { [] }
  }

  /// What a choice, a chance, a draw or a binding gives a value to; nil for other steps.
  var subject: String? {
    switch step.action {
    case .choose(let choices):
      choices.map { "\($0.group.role).\($0.attribute)" }.sorted().joined(separator: " ")
    case .ownChance(let chance): "\(chance.group.role).\(chance.attribute)"
    case .chance(let chance): chance.name
    case .draw(let draw): draw.name
    case .bind(let name, _): name
    case .pay, .when, .reveal, .rounds, .forever: nil
    }
  }
}
