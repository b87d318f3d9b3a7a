public import Mechanisms

/// What is not as it was in the rules.
public struct RuleComparison: Sendable {
  /// What is called something else.
  public let renaming: Renaming
  /// The old mechanism in the names of the new one.
  public let old: Mechanism
  public let new: Mechanism
  public private(set) var changes: [RuleChange] = []
  /// Which new step or choice stands for an old one, by their numbers.
  private(set) var counterparts: [Int: Int] = [:]

  /// Whether nothing is different but names and words.
  public let isSame: Bool

  /// - Complexity: quadratic in the number of steps.
  public init(from old: Mechanism, to new: Mechanism) {
    renaming = Renaming(from: old, to: new)
    self.old = old.renamed(by: renaming)
    self.new = new
    var steps = StepComparison(from: self.old, to: new)
    steps.compare()
    counterparts = steps.counterparts
    isSame = self.old.normalForm == new.normalForm
    if isSame { return }
    compareParameters()
    compareAssumptions()
    compareRoles()
    compareAccounts()
    changes += steps.changes
    compareDesign()
    compareProperties()
  }

  // MARK: - Declarations

  private mutating func compareParameters() {
    compare(
      old.parameters, new.parameters, named: \.name, as: { .parameter($0) }, entries: \.entries,
      at: \.location,
      detail: { parameter in
        parameter.defaultValue.map { "default \($0)" } ?? "no default"
      })
  }

  private mutating func compareRoles() {
    compare(
      old.roles, new.roles, named: \.name, as: { .role($0) }, entries: \.entries,
      at: \.size.location, detail: { $0.isSingle ? nil : "\($0.size.content)" })
  }

  private mutating func compareAccounts() {
    compare(
      old.accounts, new.accounts, named: \.name, as: { .account($0) }, entries: \.entries,
      at: \.location, detail: { _ in nil })
  }

  private mutating func compareProperties() {
    compare(
      old.properties, new.properties, named: \.name, as: { .property($0) },
      entries: \.normalForm.entries, at: \.location, detail: { _ in nil })
  }

  private mutating func compareAssumptions() {
    let (before, after) = (old.normalForm.assumptions, new.normalForm.assumptions)
    let lost = before.filter { !after.contains($0) }
    let gained = after.filter { !before.contains($0) }
    if lost.count == 1, gained.count == 1 {
      changes.append(
        RuleChange(
          .assumption,
          .changed(
            entry: "assume", old: "\(lost[0].content)", new: "\(gained[0].content)"),
          at: gained[0].location))
      return
    }
    changes += lost.map { RuleChange(.assumption, .removed("\($0.content)"), at: $0.location) }
    changes += gained.map { RuleChange(.assumption, .added("\($0.content)"), at: $0.location) }
  }

  private mutating func compareDesign() {
    switch (old.design, new.design) {
    case (nil, nil): break
    case (nil, let design?):
      changes.append(RuleChange(.design, .added(nil), at: design.cost.location))
    case (let design?, nil):
      changes.append(RuleChange(.design, .removed(nil), at: design.cost.location))
    case (let before?, let after?):
      changes += RuleChange.changes(
        from: before.entries, to: after.entries, of: .design, at: after.cost.location)
    }
  }

  private mutating func compare<Part>(
    _ olds: [Part], _ news: [Part], named name: (Part) -> String,
    as subject: (String) -> RuleChange.Subject, entries: (Part) -> Entries,
    at location: (Part) -> Location, detail: (Part) -> String?
  ) {
    let names = Set(news.map(name))
    for lost in olds where !names.contains(name(lost)) {
      changes.append(
        RuleChange(subject(name(lost)), .removed(detail(lost)), at: location(lost)))
    }
    for part in news {
      guard let before = olds.first(where: { name($0) == name(part) }) else {
        changes.append(RuleChange(subject(name(part)), .added(detail(part)), at: location(part)))
        continue
      }
      changes += RuleChange.changes(
        from: entries(before), to: entries(part), of: subject(name(part)), at: location(part))
    }
  }
}

extension RuleChange {
  /// What is different between what files say of the same thing.
  static func changes(
    from old: Entries, to new: Entries, of subject: Subject, inside: [Branch] = [],
    at location: Location
  ) -> [RuleChange] {
    let keys = old.keys + new.keys.filter { old[$0] == nil }
    return keys.compactMap { key in
      guard old[key] != new[key] else { return nil }
      return RuleChange(
        subject, .changed(entry: key, old: old[key], new: new[key]), inside: inside, at: location)
    }
  }
}
