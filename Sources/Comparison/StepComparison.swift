import Mechanisms

/// What is not as it was in the steps of two mechanisms in the same names.
struct StepComparison {
  private(set) var changes: [RuleChange] = []
  /// Which new step or choice stands for an old one, by their numbers.
  private(set) var counterparts: [Int: Int] = [:]
  private let old: Mechanism
  private let new: Mechanism
  private let oldLabels: [Int: String]
  private let newLabels: [Int: String]
  private let similarity = StepSimilarity()
  private var lost: [Placed] = []
  private var gained: [Placed] = []

  /// A step that has no counterpart in its place.
  private struct Placed {
    var tree: StepTree
    var inside: [RuleChange.Branch]
    /// The step that it is inside of, by its number.
    var parent: Int?
    /// The step before it in the same list, by its label.
    var previous: String?
  }

  init(from old: Mechanism, to new: Mechanism) {
    (self.old, self.new) = (old, new)
    (oldLabels, newLabels) = (old.labels, new.labels)
  }

  mutating func compare() {
    compare(old.steps.map(StepTree.init), new.steps.map(StepTree.init), [], [])
    findMoved()
    for placed in lost where counterparts[placed.tree.step.id] == nil {
      changes.append(
        RuleChange(
          .step(label(placed.tree, oldLabels)), .removed(nil), inside: placed.inside,
          at: placed.tree.step.location))
    }
    for placed in gained where !isTaken(placed) {
      changes.append(
        RuleChange(
          .step(label(placed.tree, newLabels)), .added(nil), inside: placed.inside,
          at: placed.tree.step.location))
    }
    changes.sort {
      ($0.location.file, $0.location.line, $0.location.column)
        < ($1.location.file, $1.location.line, $1.location.column)
    }
  }

  private func label(_ tree: StepTree, _ labels: [Int: String]) -> String {
    labels[tree.step.id] ?? ""
  }

  // MARK: - In place

  private mutating func compare(
    _ olds: [StepTree], _ news: [StepTree], _ oldInside: [RuleChange.Branch],
    _ newInside: [RuleChange.Branch], in parents: (old: Int?, new: Int?) = (old: nil, new: nil)
  ) {
    let pairs = similarity.alignment(olds, news).pairs
    for (one, other) in pairs { compare(olds[one], news[other], oldInside, newInside) }
    lost += Self.placed(olds, without: Set(pairs.map(\.old)), oldInside, parents.old, oldLabels)
    gained += Self.placed(news, without: Set(pairs.map(\.new)), newInside, parents.new, newLabels)
  }

  private static func placed(
    _ list: [StepTree], without paired: Set<Int>, _ inside: [RuleChange.Branch], _ parent: Int?,
    _ labels: [Int: String]
  ) -> [Placed] {
    list.indices.filter { !paired.contains($0) }.map { index in
      Placed(
        tree: list[index], inside: inside, parent: parent,
        previous: index == 0 ? nil : labels[list[index - 1].step.id])
    }
  }

  private mutating func compare(
    _ one: StepTree, _ other: StepTree, _ oldInside: [RuleChange.Branch],
    _ newInside: [RuleChange.Branch]
  ) {
    counterparts[one.step.id] = other.step.id
    compareHeadings(one, other, newInside)
    for index in one.branches.indices {
      let branches = [one, other].enumerated().map { side, tree in
        RuleChange.Branch(label(tree, side == 0 ? oldLabels : newLabels), isElse: index > 0)
      }
      compare(
        one.branches[index], other.branches[index], oldInside + [branches[0]],
        newInside + [branches[1]], in: (old: one.step.id, new: other.step.id))
    }
  }

  private mutating func compareHeadings(
    _ one: StepTree, _ other: StepTree, _ inside: [RuleChange.Branch]
  ) {
    guard one.choices.isEmpty else {
      for choice in one.choices {
        guard
          let counterpart = other.choices.first(where: {
            $0.group.role == choice.group.role && $0.attribute == choice.attribute
          })
        else { continue }
        counterparts[choice.id] = counterpart.id
        compare(choice.normalForm, counterpart.normalForm, inside)
      }
      return
    }
    if one.heading == other.heading { return }
    changes += RuleChange.changes(
      from: one.heading.entries, to: other.heading.entries, of: .step(label(one, oldLabels)),
      inside: inside, at: other.step.location)
  }

  private mutating func compare(
    _ one: Choice, _ other: Choice, _ inside: [RuleChange.Branch]
  ) {
    let label = newLabels[other.id] ?? ""
    changes += RuleChange.changes(
      from: one.entries, to: other.entries, of: .step(label), inside: inside,
      at: other.location)
    let names = Set(other.options.map(\.name))
    for option in one.options where !names.contains(option.name) {
      changes.append(
        RuleChange(
          .option(option.name, of: label), .removed(nil), inside: inside, at: option.location))
    }
    for option in other.options {
      let subject = RuleChange.Subject.option(option.name, of: label)
      guard let before = one.options.first(where: { $0.name == option.name }) else {
        changes.append(RuleChange(subject, .added(nil), inside: inside, at: option.location))
        continue
      }
      changes += RuleChange.changes(
        from: before.entries, to: option.entries, of: subject, inside: inside,
        at: option.location)
    }
  }

  // MARK: - Elsewhere

  /// Steps with others inside that are more alike than this are the same one, changed, also in another place.
  private static let alike = 0.6

  /// Finds what was lost in one place and gained in another, also inside of other steps.
  private mutating func findMoved() {
    var isDone = false
    while !isDone {
      isDone = true
      for placed in Self.everything(in: lost, oldLabels)
      where counterparts[placed.tree.step.id] == nil {
        let free = Self.everything(in: gained, newLabels).filter { !isTaken($0) }
        let target =
          free.first { $0.tree.equals(placed.tree) } ?? free.first { isSame(placed.tree, $0.tree) }
        guard let target else { continue }
        note(placed, movedTo: target)
        isDone = false
      }
    }
  }

  private func isTaken(_ placed: Placed) -> Bool {
    counterparts.values.contains(placed.tree.step.id)
  }

  private func isSame(_ one: StepTree, _ other: StepTree) -> Bool {
    if let subject = one.subject { return subject == other.subject }
    return one.size > 1 && similarity.similarity(one, other) > Self.alike
  }

  /// Steps with all those inside of them, the outer ones first.
  private static func everything(in all: [Placed], _ labels: [Int: String]) -> [Placed] {
    all.flatMap { placed in
      [placed]
        + placed.tree.branches.enumerated().flatMap { index, list in
          let branch = RuleChange.Branch(labels[placed.tree.step.id] ?? "", isElse: index > 0)
          return everything(
            in: self.placed(
              list, without: [], placed.inside + [branch], placed.tree.step.id, labels), labels)
        }
    }
  }

  private mutating func note(_ from: Placed, movedTo to: Placed) {
    let stays =
      from.parent.flatMap { counterparts[$0] } == to.parent
      && from.inside.last?.isElse == to.inside.last?.isElse
    changes.append(
      RuleChange(
        .step(label(to.tree, newLabels)),
        .moved(after: to.previous, outOf: stays ? nil : from.inside),
        inside: to.inside, at: to.tree.step.location))
    compare(from.tree, to.tree, from.inside, to.inside)
  }
}
