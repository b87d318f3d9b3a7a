/// Which names of a mechanism are others now.
public struct Renaming: Hashable, Sendable {
  /// One after the other: what is an attribute or an option of something is found once that has its new name.
  private(set) var passes: [[Name: String]] = []

  public var isEmpty: Bool { passes.isEmpty }

  /// Each name with the one in its place, what it is of having its new name already; sorted.
  public var pairs: [(old: Name, new: String)] {
    passes.flatMap { $0 }.map { (old: $0.key, new: $0.value) }.sorted { $0.old < $1.old }
  }

  mutating func add(_ names: [Name: String]) { passes.append(names) }
}

extension Mechanism {
  /// The mechanism in other names.
  public func renamed(by renaming: Renaming) -> Mechanism {
    renaming.passes.reduce(self) { $0.renamed($1) }
  }

  func renamed(_ names: [Name: String]) -> Mechanism {
    var rewriter = Rewriter(Owners(self))
    rewriter.name = { names[$0] ?? $0.text }
    return rewriter.rewrite(self)
  }

  /// Every name that the mechanism speaks of.
  var names: Set<Name> {
    var names: Set<Name> = []
    var visitor = Rewriter(Owners(self))
    visitor.name = {
      names.insert($0)
      return $0.text
    }
    _ = visitor.rewrite(self)
    return names
  }
}
