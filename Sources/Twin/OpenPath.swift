public import Exact
public import Mechanisms

/// One path of a deal in which some decide as they like: up to its end, or to where a round without end may
/// follow.
public struct OpenPath: Hashable, Sendable {
  /// What happened, in order.
  public var happenings: [Happening]
  /// With what the next round begins, if one may follow.
  public var next: RoundStart?
  /// Which of the formulas hold in the end; one that speaks of what did not happen does not. None does if
  /// the path ends in a fault.
  public var marks: [Bool]
  /// What the rules are at fault with, so that the path ends there; nil if all was well.
  public var fault: Fault?
}

/// Something that happens on an open path.
public enum Happening: Hashable, Sendable {
  /// A branching that is decided by chance, an agent's own chance, a mixture that is prescribed, or a draw:
  /// the probabilities of its ways, of which there are several and none is 0, and the way taken.
  case chance(probabilities: [Rational], taken: Int)
  /// A branching at which an agent decides, if only between one option: the ways are the options.
  case asked(Question, taken: Int)
  /// Money changed hands: a payment, or the cost of an option. An amount of zero is no happening.
  case paid(Rational, from: Holder, to: Holder, at: Location)
  /// Anything but a payment.
  case told(Event)

  /// The way that was taken; nil if there was but one.
  public var way: Int? {
    switch self {
    case .chance(_, let taken), .asked(_, let taken): taken
    case .paid, .told: nil
    }
  }
}

/// What an agent is asked that follows no plan.
public struct Question: Hashable, Sendable {
  /// Its number among all.
  public var agent: Int
  /// The number of its role.
  public var role: Int
  /// The number of the step, and of the choice in it.
  public var step: Int
  public var choice: Int
  /// The round of each `repeat` around it, from 1, outermost first.
  public var rounds: [Int]
  /// What it can take.
  public var options: [String]
  /// How likely it takes each option if it does what is prescribed; empty where the prescription makes no
  /// sense, since only those come there who do not do what is prescribed.
  public var prescribed: [Rational]
  /// The position of the option that counts if it lets the deadline pass; nil if the rules name none, or it
  /// cannot be taken there.
  public var timeout: Int?
  /// What it knows, if it is the one deviator and all others are outsiders; of those who are asked together,
  /// what they all know.
  public var informationSet: InformationSet
}

/// With what a round without end begins.
public struct RoundStart: Hashable, Sendable {
  let round: Performance.Round
}
