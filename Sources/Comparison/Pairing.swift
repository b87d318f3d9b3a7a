public import Mechanisms

/// Which mechanisms of two sets belong together.
public struct Pairing: Sendable {
  public private(set) var pairs: [(old: Mechanism, new: Mechanism)] = []
  public private(set) var added: [Mechanism] = []
  public private(set) var removed: [Mechanism] = []

  /// Mechanisms in files of the same path belong together; of the others, those of the same name.
  ///
  /// - Parameter oldPath: Where the file of an old mechanism is, in its set.
  /// - Parameter newPath: Where the file of a new one is.
  public init(
    _ olds: [Mechanism], _ news: [Mechanism], oldPath: (Mechanism) -> String,
    newPath: (Mechanism) -> String
  ) {
    removed = olds
    added = news
    pair { oldPath($0) == newPath($1) }
    pair { $0.name == $1.name }
  }

  private mutating func pair(_ isSame: (_ old: Mechanism, _ new: Mechanism) -> Bool) {
    added.removeAll { new in
      guard let index = removed.firstIndex(where: { isSame($0, new) }) else { return false }
      pairs.append((old: removed.remove(at: index), new: new))
      return true
    }
  }
}
