/// The answer to a question about a game.
public enum Answer<Proof: Sendable, Counterexample: Sendable>: Sendable {
  /// Wherever the constraints hold, the property does; why.
  case proved(Proof)
  case broken(Counterexample)
  /// Not decided; the reason.
  case undecided(String)
  /// The constraints contradict each other.
  case vacuous

  /// What shows that the property does not hold, if it does not.
  public var counterexample: Counterexample? {
    if case .broken(let counterexample) = self { counterexample } else { nil }
  }
}
