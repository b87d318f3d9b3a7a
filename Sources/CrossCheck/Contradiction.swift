public import Exact
public import Mechanisms
public import Twin

/// Two parts of Cartel that say different things of one mechanism: one of them is wrong.
public struct Contradiction: Error, Hashable, Sendable, CustomStringConvertible {
  public var kind: Kind
  /// The attempt in which it shows, if it is one.
  public var attempt: Attempt?

  public enum Kind: Hashable, Sendable {
    /// The coalition's expected money differs: with the plan, or when all do what is prescribed.
    case money(interpretation: Rational, twin: Rational, isHonest: Bool)
    /// The interpretation finds no fault, or cannot follow, what the twin plays, or the other way round.
    case readings(interpretation: String, twin: String)
    /// The gain as a formula is not the gain at another point of its region.
    case formula(formula: String, value: Rational, twin: Rational)
    /// A coalition gains more than a verdict allows.
    case verdict(String, gain: Rational, allowed: Rational)
    /// A condition for safety holds where somebody gains, or does not where nobody does.
    case condition(holds: Bool, gain: Rational, allowed: Rational, at: [String: Rational])
    /// A bound on the gain, as said, is not the largest gain.
    case bound(String, gain: Rational, at: [String: Rational])
    /// A verdict says that there is an attack, or nothing to attack, and there is not.
    case noAttack(String, most: Rational)
    /// By some plans, members of a coalition gain so much more than is allowed that a coin can choose one.
    case members(gain: [[Rational]], by: Coalition, at: [String: Rational])
    /// An account is not what a verdict says.
    case breach(of: String, balance: Rational, at: [String: Rational])
    /// The attack of a verdict is none.
    case falseAttack(String)
    /// The twin meets a fault that examining the mechanism did not find.
    case overlookedFault(Fault)
    /// The mechanism's text does not read as the mechanism.
    case text(String)
    /// Deciding a property ended in an error.
    case failure(String)
  }

  init(_ kind: Kind, _ attempt: Attempt? = nil) {
    self.kind = kind
    self.attempt = attempt
  }

  public var description: String {
    let what =
      switch kind {
      case .money(let interpretation, let twin, let isHonest):
        """
        the coalition earns \(interpretation) in the interpretation and \(twin) in the twin\
        \(isHonest ? ", doing what is prescribed" : "")
        """
      case .readings(let interpretation, let twin):
        "the interpretation says '\(interpretation)', the twin '\(twin)'"
      case .formula(let formula, let value, let twin):
        "the gain is \(formula) = \(value) by its formula, and \(twin) in the twin"
      case .verdict(let verdict, let gain, let allowed):
        "the verdict is '\(verdict)', but a coalition gains \(gain), more than \(allowed)"
      case .condition(let holds, let gain, let allowed, let point):
        """
        the condition for safety \(holds ? "holds" : "fails") where \(Self.text(point)), \
        and the largest gain there is \(gain) (allowed: \(allowed))
        """
      case .bound(let bound, let gain, let point):
        "the bound on the gain is \(bound), and the largest gain is \(gain) where \(Self.text(point))"
      case .noAttack(let verdict, let most):
        "the verdict is '\(verdict)', but no coalition gains more than \(most)"
      case .members(let gains, let coalition, let point):
        """
        the verdict is 'proved', but members of \(coalition.members) gain \(gains) by two plans where \
        \(Self.text(point))
        """
      case .breach(let account, let balance, let point):
        "the verdict is 'proved', but '\(account)' has \(balance) where \(Self.text(point))"
      case .falseAttack(let reason): "the verdict is 'broken', but \(reason)"
      case .overlookedFault(let fault): "the twin meets a fault nobody had found: \(fault)"
      case .text(let difference): "its text does not read as the mechanism: \(difference)"
      case .failure(let error): "deciding it fails: \(error)"
      }
    return attempt.map { "\(what) (\($0))" } ?? what
  }

  private static func text(_ point: [String: Rational]) -> String {
    point.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
  }
}

/// What a coalition did in the twin, and what it earned.
public struct Attempt: Hashable, Sendable, CustomStringConvertible {
  public var parameters: [String: Rational]
  public var coalition: Coalition
  /// The role whose agents lose, if it is a loss that is at stake.
  public var victim: String?
  /// Whether what victims should have is a given sum of money.
  public var isAgainstFloor = false
  public var plan: Deviation
  /// The coalition's expected money with the plan, and when it does what is prescribed; where a loss is at
  /// stake, what each victim has, and what it should have.
  public var earned: Rational
  public var honest: Rational
  /// What happened on some path, with the plan.
  public var coverage: Coverage

  /// What is gained, or lost by each victim.
  public var gain: Rational { victim == nil ? earned - honest : honest - earned }

  public var description: String {
    let point = parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    let members =
      coalition.members.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      + coalition.byzantine.sorted { $0.key < $1.key }.map { "\($0.value) byzantine \($0.key)" }
      + (victim.map { ["against \($0)"] } ?? [])
    let deeds = plan.inOrder.map { set, split in
      let options = split.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      return "step \(set.view.moment.step): \(options.joined(separator: ", "))"
    }
    return """
      \(members.joined(separator: " and ")); \(deeds.joined(separator: "; "))\
      \(point.isEmpty ? "" : "; at \(point.joined(separator: ", "))")
      """
  }
}
