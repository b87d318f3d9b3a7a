import Mechanisms

/// A trace that was held against the plays of the recorded attack that it is of.
public struct ComparedTrace: Sendable {
  public var path: String
  public var comparison: InformalTrace.Comparison

  public init(_ path: String, _ comparison: InformalTrace.Comparison) {
    self.path = path
    self.comparison = comparison
  }

  public var isSame: Bool { if case .play = comparison { true } else { false } }

  /// What is wrong with it, if anything.
  var complaint: Diagnostic? {
    guard case .difference(let state, let difference, let play) = comparison else { return nil }
    return Diagnostic(
      file: path, line: 0, column: 0,
      message: "no play of the attack is so: state \(state) of what is nearest, play \(play): "
        + difference)
  }
}
