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

/// What a proof rests on: beside what the mechanism needs to make sense, premises that are enough for it, and
/// of which none can be left out.
///
/// A premise that is left out is one that may fail: a condition that does not have to hold, or a payment that
/// does not have to be made. Those that are not needed may fail all together.
public struct Grounds: Sendable {
  /// In the order of ``Mechanisms/Mechanism/premises(of:)``.
  public var needed: [Need]
  /// Those without which there are parameters at which the mechanism makes no sense, and none were found at
  /// which it does and the property is broken. They are kept; whether the proof uses them, too, is not asked.
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
    /// Something is wrong with the mechanism that shows only then.
    case nonsense(Fault)
    /// It is proved from others instead, which are not needed beside it: from any one of these, or from
    /// several together if there are none.
    case replaced(by: [Premise])
  }
}
