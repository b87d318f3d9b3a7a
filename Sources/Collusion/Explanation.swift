public import Mechanisms

/// Why a verdict is what it is, in terms of the rules.
public enum Explanation: Sendable {
  /// What a proof rests on.
  case proof(Grounds)
  /// Conditions that leave nothing to claim: they contradict each other, or no coalition of the class can be
  /// formed where they hold. Without any one of them, that is not so.
  case nothingClaimed([Premise])
  /// Parts of an exact condition that contradict each other, so that one of their attacks pays wherever some
  /// conditions hold. Without any one of either, that is not so.
  case impossibility(Condition, where: [Premise])
}

/// What a proof rests on: premises that are enough for it, and of which none can be left out.
///
/// A premise that is left out is one that may fail: a condition that does not have to hold, or a payment that
/// does not have to be made. A proof that does not need it holds all the same.
public struct Grounds: Sendable {
  /// In the order of ``Mechanisms/Mechanism/premises(of:)``.
  public var needed: [Need]
  /// Those that the proof does not need, and the mechanism does.
  public var supporting: [Support]
  public var unneeded: [Premise]

  /// A premise that a proof needs.
  public struct Need: Sendable {
    public var premise: Premise
    public var consequence: Consequence
  }

  /// A premise without which a mechanism makes no sense, with what is wrong then.
  public struct Support: Sendable {
    public var premise: Premise
    public var problem: Unsoundness
  }

  /// What follows if a premise is dropped, and all others are kept.
  public enum Consequence: Sendable {
    /// It is broken, or undecided.
    case verdict(Verdict)
    /// The mechanism makes no sense.
    case nonsense(Unsoundness)
    /// It is proved by others instead, which are not needed beside it: by any of these alone, or by
    /// several together if there are none.
    case replaced(by: [Premise])
  }
}
