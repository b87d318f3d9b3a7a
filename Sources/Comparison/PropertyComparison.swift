public import Collusion
public import Exact
import Interpretation
public import Mechanisms

/// What is found about a property under some rules.
public struct Outlook: Sendable {
  public var finding: Finding
  /// The verdict at the defaults of these rules; nil where there is none.
  public var usual: Verdict?
  /// The most that is gained at the defaults of these rules; nil where that is not asked for.
  public var bound: GainBound?
  /// The defaults of these rules.
  var defaults: [String: Rational] = [:]

  init(_ finding: Finding) { self.finding = finding }

  /// Where the property holds, as far as is known; nil where that cannot be told.
  public var condition: Condition? {
    guard finding.property.claim.isAboutAttacks else { return nil }
    if let condition = finding.condition { return condition }
    switch finding.verdict {
    case .proved: return .always
    case .undecided(let reason): return .unknown(reason)
    case .broken: return .unknown("it was not looked for")
    case .impossible, .vacuous: return nil
    }
  }
}

/// An attack that pays under one of two sets of rules, at parameters at which none pays under the other.
public struct Shift: Sendable {
  public var attack: Attack
  /// What the same plan comes to under the other rules.
  public var elsewhere: Reply
  /// Whether it is known that no attack pays there under the other rules.
  public var isKnown: Bool
  /// What the other rules assume that does not hold at the parameters; nil if they may be these.
  public var forbidding: Located<Formula>?

  /// What a plan comes to when it is played under other rules.
  public enum Reply: Hashable, Sendable {
    case gains(Rational)
    /// It says nothing about a situation that it leads to, or there is not what it needs.
    case doesNotFit
  }
}

/// What is not as it was with a property that is claimed under both rules.
public struct PropertyComparison: Sendable {
  public var old: Outlook
  public var new: Outlook
  /// Where attacks pay that did not.
  public var opened: [Shift] = []
  /// Where attacks paid that do not.
  public var closed: [Shift] = []
  /// Why more may have been opened or closed; nil if there is nothing else, but for other attacks that pay under
  /// the same conditions.
  public var openReason: String?
  /// Whether the property holds at the same parameters as before.
  public internal(set) var isConditionSame = true

  init(from old: Outlook, to new: Outlook) {
    self.old = old
    self.new = new
  }

  /// In which respect something became worse or better.
  public enum Respect: Hashable, Sendable, CaseIterable {
    case verdict, parameters, usual, bound, expectation
  }

  /// In which respects it became worse.
  public var worse: Set<Respect> {
    Self.worse(from: old, to: new).union(opened.isEmpty ? [] : [.parameters])
  }

  /// In which respects it became better.
  public var better: Set<Respect> {
    Self.worse(from: new, to: old).union(closed.isEmpty ? [] : [.parameters])
  }

  private static func worse(from old: Outlook, to new: Outlook) -> Set<Respect> {
    var respects: Set<Respect> = []
    if old.finding.verdict == .proved, new.finding.verdict != .proved { respects.insert(.verdict) }
    if old.usual == .proved, let usual = new.usual, usual.isOpen { respects.insert(.usual) }
    if let before = old.bound?.supremum, let after = new.bound?.supremum, before < after {
      respects.insert(.bound)
    }
    if old.finding.isExpected, !new.finding.isExpected { respects.insert(.expectation) }
    return respects
  }

  /// Whether no attack pays now that did not, and none paid that does not, as far as everything is known.
  var isNothingShifted: Bool { opened.isEmpty && closed.isEmpty && openReason == nil }

  /// Whether the smallest attack is one by others, or pays otherwise at the same parameters.
  public var isOtherAttack: Bool {
    guard let before = old.finding.verdict.attack, let after = new.finding.verdict.attack else {
      return false
    }
    return before.coalition != after.coalition
      || before.parameters == after.parameters && before.gain != after.gain
  }

  /// Whether the condition, the verdicts, the bound, the smallest attack or what is to spare at the defaults
  /// are others than they were.
  public var isChanged: Bool {
    !worse.isEmpty || !better.isEmpty || !isConditionSame || isOtherAttack || !spare.isEmpty
      || old.finding.verdict.expectation != new.finding.verdict.expectation
      || isOtherBound
  }

  /// Whether something is gained under both rules at their defaults, and not the same.
  private var isOtherBound: Bool {
    guard let before = old.bound?.supremum, let after = new.bound?.supremum else { return false }
    return before.value != after.value
  }

  // MARK: - At the defaults

  /// Both sides of a conjunct that is as it was, at the defaults: it holds where the first is not above the
  /// second.
  public struct Spare: Sendable {
    public var conjunct: Conjunct
    public var old: (left: Rational, right: Rational)
    public var new: (left: Rational, right: Rational)
  }

  /// What is to spare, or amiss, at the defaults, where it is otherwise than it was.
  public var spare: [Spare] {
    guard let before = old.condition, let after = new.condition else { return [] }
    let kept = before.statements
    return after.conjuncts.compactMap { conjunct in
      guard kept.contains(conjunct.statement),
        let was = conjunct.sides(at: old.defaults), let now = conjunct.sides(at: new.defaults),
        was != now
      else { return nil }
      return Spare(conjunct: conjunct, old: was, new: now)
    }
  }
}

extension Conjunct {
  /// What is gained and what is lost at a point, where it says something about all parameters and that can be
  /// told.
  fileprivate func sides(at point: [String: Rational]) -> (left: Rational, right: Rational)? {
    guard region.isEmpty, let (gains, losses) = excess.polynomial?.partsBySign,
      let left = gains.evaluate(at: point), let right = losses.evaluate(at: point)
    else { return nil }
    return (left: left, right: right)
  }
}

extension Verdict {
  /// Whether an attack pays, or that is not known.
  fileprivate var isOpen: Bool {
    switch self {
    case .broken, .undecided, .impossible: true
    case .proved, .vacuous: false
    }
  }
}

extension Extremum {
  /// Whether this greatest value is known to be smaller than another one.
  fileprivate static func < (left: Extremum, right: Extremum) -> Bool {
    switch (left, right) {
    case (.unknown, _), (_, .unknown), (.unbounded, _): false
    case (_, .unbounded): true
    default: (left.value ?? 0) < (right.value ?? 0)
    }
  }
}

extension Condition {
  /// What it says, without the attacks.
  var statements: Set<Conjunct.Statement> { Set(conjuncts.map(\.statement)) }
}

extension Conjunct {
  /// What it says, without the attack.
  struct Statement: Hashable {
    var region: Set<String>
    var excess: RationalFunction
  }

  var statement: Statement {
    Statement(region: Set(region.map(\.description)), excess: excess)
  }
}
