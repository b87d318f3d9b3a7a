public import Exact

/// What was found about a question.
public struct GameFinding: Sendable {
  public var question: GameQuestion
  public var verdict: GameVerdict
  /// Where the property holds, if that was worked out: of properties that do not hold everywhere.
  public var precondition: Precondition?
  public var duration: Duration
  /// How much of it was spent inside the solver.
  public var solving: Duration
}

/// The verdict on a history; a proof is told case by case.
public typealias GameVerdict = Answer<[GameCase], GameCounterexample>

/// Values of the symbols where the property holds for the same reasons.
public struct GameCase: Sendable {
  /// What holds there, beside the constraints.
  public var conditions: [Constraint]
  /// A point where it holds.
  public var point: [String: Rational]
  /// What the strategy that shows it at this point does off the honest history.
  public var strategy: [Move]
  /// Whether it does nothing else; too many moves are not told.
  public var isComplete: Bool
}

/// Values of the symbols at which a history does not have a property.
public struct GameCounterexample: Sendable {
  public var point: [String: Rational]
  /// The groups that no one strategy withstands, by player: mostly one group. In a broken immunity it is
  /// everybody but those who lose.
  public var groups: [[Int]]
  /// Who does anything beside the group, and is not counted.
  public var faulty: [Int] = []
  /// Whom the group makes lose; nil if it is after its own gain.
  public var victim: Int?
  /// What the group gains at least, or the victim gets at most; nil if there are several groups.
  public var amount: Amount?
  /// What the group does, from where it leaves the honest history, whatever the others do; for practicality the
  /// first move, and then what all do in the equilibrium that is worst for the one who deviates.
  public var moves: [Move]
  /// Whether that is all; too many moves are not told.
  public var isComplete = true
  /// What comes of these moves, if only one thing can.
  public var outcome: Int?
  /// Another history that has the property, if that is what is wrong.
  public var other: [Int]?
}

/// Where a property holds: wherever the constraints and these do.
///
/// Each is needed: without it, the property would be claimed where it does not hold.
public struct Precondition: Sendable {
  /// In each, one comparison is enough.
  public var clauses: [[Constraint]]

  /// Whether it holds at a point.
  public func holds(at point: [String: Rational]) -> Bool {
    clauses.allSatisfy { $0.contains { $0.holds(at: point) } }
  }
}

/// A history that was found not to have a property at a point has it there when the tree is looked at again in
/// another way. A bug.
public struct GameDisagreement: Error, Sendable {
  public var question: GameQuestion
  public var point: [String: Rational]
}
