public import Mechanisms

/// What was found about a property.
public enum Verdict: Codable, Hashable, Sendable {
  /// No coalition of the class gains more than the margin, at any parameters that are assumed.
  case proved
  /// It does not hold; what shows it was replayed agent by agent, as far as there is anything to play.
  case broken(Counterexample)
  /// The claim that some parameters are safe is wrong: the conjuncts of the condition contradict each
  /// other, so that at all parameters one of their attacks pays.
  case impossible
  /// Not decided; the reason.
  case undecided(String)
  /// Nothing is claimed: the assumptions contradict each other, or the coalition class is empty.
  case vacuous(String)

  /// The attack that shows that it does not hold, if it is one that does.
  public var attack: Attack? {
    if case .broken(let counterexample) = self { counterexample.attack } else { nil }
  }

  /// Why it is undecided or vacuous.
  public var reason: String? {
    switch self {
    case .proved, .broken, .impossible: nil
    case .undecided(let reason), .vacuous(let reason): reason
    }
  }

  /// The verdict as a file expects it.
  public var expectation: Property.Expectation {
    switch self {
    case .proved: .proved
    case .broken: .broken
    case .impossible: .impossible
    case .undecided: .undecided
    case .vacuous: .vacuous
    }
  }
}

/// What shows that a property does not hold.
public enum Counterexample: Codable, Hashable, Sendable {
  /// A coalition that gains.
  case attack(Attack)
  /// A quantity that does not go to zero.
  case persistence(Persistence)
  /// Plans by which each member of a coalition gains.
  case mixture(MixedAttack)
  /// A path on which an account is not what it should be.
  case breach(Breach)

  /// The attack, if it is one, or comes with one.
  public var attack: Attack? {
    switch self {
    case .attack(let attack): attack
    case .persistence(let persistence): persistence.attack
    case .breach, .mixture: nil
    }
  }
}

/// A property with its verdict.
public struct Finding: Sendable {
  public var property: Property
  public var verdict: Verdict
  public var duration: Duration
  /// How much of it was spent inside the solver.
  public var solving: Duration = .zero
  /// Whether it was found before, and only looked up.
  public var isRemembered = false
  /// Where the property holds, exactly; of properties that are broken, and of claims about parameters.
  public var condition: Condition?
  /// The most that is gained; only where that was asked for.
  public var gainBound: Result<GainBound, NoExtremum>?
  /// The parameters at which safety costs least; only where that was asked for.
  public var cheapest: Result<CheapestParameters, NoExtremum>?
  /// Why it is so; only where that was asked for.
  public var explanation: Explanation?
  /// What others need to check a proof, if that was asked for; none of other verdicts.
  public var obligations: [ProofObligation] = []

  public init(_ property: Property, _ verdict: Verdict, in duration: Duration) {
    self.property = property
    self.verdict = verdict
    self.duration = duration
  }

  /// Whether it is as the property expects; without an expectation, whether it is decided.
  public var isExpected: Bool {
    if let expected = property.expected { return verdict.expectation == expected }
    switch verdict {
    case .proved, .broken, .impossible: return true
    case .undecided, .vacuous: return false
    }
  }
}

extension Finding {
  /// Why a largest gain or a least cost was not found, if one was asked for and not found.
  public var openReason: String? {
    let extremes: [Result<Extremum?, NoExtremum>?] = [
      gainBound?.map(\.supremum), cheapest?.map(\.infimum),
    ]
    return extremes.lazy.compactMap { extreme -> String? in
      switch extreme {
      case .success(let value): value?.openReason
      case .failure(let none): none.openReason
      case nil: nil
      }
    }.first
  }
}

/// Cartel contradicts itself: its two readings of a mechanism differ. A bug in Cartel.
public struct Disagreement: Error, Sendable, CustomStringConvertible {
  public var property: String
  /// The attack of the solver, if it is one of a single plan.
  public var attack: Attack?
  /// What the twin says instead.
  public var twin: String

  public init(property: String, attack: Attack? = nil, twin: String) {
    self.property = property
    self.attack = attack
    self.twin = twin
  }

  public var description: String {
    let solver = attack.map { "the solver's attack gains \($0.gain)" } ?? "the solver has an attack"
    return """
      Cartel disagrees with itself about '\(property)': \(solver), in the twin \(twin). This is a bug \
      in Cartel; please report it.
      """
  }
}
