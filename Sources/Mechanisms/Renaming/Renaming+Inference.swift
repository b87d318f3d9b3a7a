extension Renaming {
  /// What an old mechanism's names are called in a new one, as far as that is unambiguous: if the two differ in
  /// names only, all of them; else those that are gone where others have come in their places.
  ///
  /// - Complexity: quadratic in the number of steps.
  public init(from old: Mechanism, to new: Mechanism) {
    self.init()
    let form = new.normalForm
    if old.normalForm == form { return }
    self = Self.ofLostNames(from: old, to: new)
    if old.renamed(by: self).normalForm == form { return }
    // Both ways: two names that became one are not called otherwise, they are no longer told apart.
    guard let exchanged = Self.placeByPlace(from: old, to: new),
      Self.placeByPlace(from: new, to: old) != nil,
      old.renamed(by: exchanged).normalForm == form
    else { return }
    self = exchanged
  }

  // MARK: - Names that are gone

  /// Attributes are found after their roles, options after their attributes.
  private static let mostPasses = 4

  private static func ofLostNames(from old: Mechanism, to new: Mechanism) -> Renaming {
    var renaming = Renaming()
    var current = old
    for _ in 0..<mostPasses {
      let names = successors(of: current, in: new)
      if names.isEmpty { break }
      renaming.add(names)
      current = current.renamed(names)
    }
    return renaming
  }

  /// Names that are gone, with the one that has come in the place of each.
  private static func successors(of old: Mechanism, in new: Mechanism) -> [Name: String] {
    let (before, after) = (old.names, new.names)
    let (lost, gained) = (before.subtracting(after), after.subtracting(before))
    var votes: [Name: [String: Int]] = [:]
    func vote(_ name: Name, _ successor: Name, _ weight: Int = 1) {
      guard name.kind == successor.kind, lost.contains(name), gained.contains(successor) else {
        return
      }
      votes[name, default: [:]][successor.text, default: 0] += weight
    }
    for (mine, theirs) in zip(old.phrases, new.phrases) {
      for (one, other) in Phrase.aligned(mine, theirs) {
        for (name, successor) in zip(one.names, other.names) { vote(name, successor) }
      }
    }
    for (one, other) in product(old.parameters, new.parameters)
    where !one.about.isEmpty && one.about == other.about {
      vote(Name(.parameter, one.name), Name(.parameter, other.name))
    }
    for (one, other) in product(old.properties, new.properties) {
      var renamed = one.normalForm
      renamed.name = other.name
      if renamed == other.normalForm {
        vote(Name(.property, one.name), Name(.property, other.name), 2)
      }
    }
    return votes.reduce(into: [:]) { result, entry in
      let (name, candidates) = entry
      guard let best = unique(candidates.map { ($0.key, $0.value) }) else { return }
      let rivals = votes.filter { $0.key.kind == name.kind }
        .compactMap { rival in rival.value[best].map { (rival.key, $0) } }
      if unique(rivals) == name { result[name] = best }
    }
  }

  /// The candidate with more votes than every other one.
  private static func unique<Candidate>(_ votes: [(Candidate, Int)]) -> Candidate? {
    let sorted = votes.sorted { $0.1 > $1.1 }
    guard let first = sorted.first, sorted.count == 1 || first.1 > sorted[1].1 else { return nil }
    return first.0
  }

  private static func product<One, Other>(_ ones: [One], _ others: [Other]) -> [(One, Other)] {
    ones.flatMap { one in others.map { (one, $0) } }
  }

  // MARK: - Names that are exchanged

  /// What stands where each name stood, if that is the same everywhere: so names are found that were given to
  /// something else.
  private static func placeByPlace(from old: Mechanism, to new: Mechanism) -> Renaming? {
    let (mine, theirs) = (old.phrases.flatMap { $0 }, new.phrases.flatMap { $0 })
    guard mine.map(\.shape) == theirs.map(\.shape) else { return nil }
    var names: [Name: String] = [:]
    for (name, successor) in zip(mine.flatMap(\.names), theirs.flatMap(\.names)) {
      if let known = names[name], known != successor.text { return nil }
      names[name] = successor.text
    }
    var renaming = Renaming()
    renaming.add(names.filter { $0.key.text != $0.value })
    return renaming
  }
}
