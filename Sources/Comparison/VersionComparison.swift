public import Mechanisms

/// What a change of several mechanisms comes to.
public struct VersionComparison: Sendable {
  /// Those of which something is different, be it names only.
  public var changed: [MechanismComparison] = []
  /// How many are as they were.
  public var unchanged = 0
  public var added: [Mechanism] = []
  public var removed: [Mechanism] = []
  /// Why something could not be compared.
  public var errors: [Diagnostic] = []
  /// How Cartel contradicted itself, if it did.
  public var disagreements: [Diagnostic] = []

  public init() {}

  /// Notes what came of comparing two versions of a mechanism.
  public mutating func add(_ comparison: MechanismComparison) {
    if comparison.rules.isSame && comparison.rules.renaming.isEmpty {
      unchanged += 1
    } else {
      changed.append(comparison)
    }
  }

  /// The exit status that tells it.
  public var status: Int32 {
    if !disagreements.isEmpty { return 70 }
    if !errors.isEmpty { return 2 }
    return changed.contains(where: \.isWorse) ? 1 : 0
  }
}
