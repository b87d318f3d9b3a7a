public import Exact

/// What was found about a profile.
public struct ProfileFinding: Sendable {
  public var property: ProfileProperty
  public var verdict: ProfileVerdict
  public var duration: Duration
  /// How much of it was spent inside the solver.
  public var solving: Duration
}

/// The verdict on a profile; of a proof there is nothing to tell.
public typealias ProfileVerdict = Answer<Void, ProfileCounterexample>

/// What shows that a profile does not have a property.
public struct ProfileCounterexample: Hashable, Sendable {
  public var point: [String: Rational]
  /// Who deviates.
  public var group: [Int]
  /// Who does anything, and is not counted.
  public var faulty: [Int]
  /// Whom those make lose; nil if the group gains.
  public var victim: Int?
  /// What the group gains, or by how much the victim has less.
  public var amount: Amount
  /// What those who deviate do: for information sets the action, as positions in ``GameTree``.
  public var plan: [Int: Int]
  /// The node of the subgame that it happens in.
  public var subgame: GameTree.Node
  /// Another profile that has the property, as one action for each information set, if that is what is wrong.
  public var other: [Int]?
}
