public import Collusion
public import Exact
import Interpretation
import Mechanisms

/// What is found about a property under some rules.
public struct Outlook: Sendable {
  public var finding: Finding
  /// The verdict at the defaults of these rules; nil where there is none.
  public var usual: Verdict?
  /// The most that is gained at the defaults of these rules; nil where that is not asked for.
  public var bound: GainBound?

  public init(_ finding: Finding, usual: Verdict? = nil, bound: GainBound? = nil) {
    self.finding = finding
    self.usual = usual
    self.bound = bound
  }

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

/// An attack that pays under one of two sets of rules, at parameters that are assumed under both and at which
/// none pays under the other.
public struct Shift: Sendable {
  public var attack: Attack
  /// What the same plan comes to under the other rules.
  public var elsewhere: Reply
  /// Whether it is known that no attack pays there under the other rules.
  public var isKnown: Bool

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

  public init(from old: Outlook, to new: Outlook) {
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

  /// Whether the condition, the verdicts, the bound or the smallest attack are others than they were.
  public var isChanged: Bool {
    if !worse.isEmpty || !better.isEmpty { return true }
    return old.finding.verdict.expectation != new.finding.verdict.expectation
      || old.finding.verdict.attack?.coalition != new.finding.verdict.attack?.coalition
      || old.finding.verdict.attack?.gain != new.finding.verdict.attack?.gain
      || old.condition?.statements != new.condition?.statements
      || old.bound?.supremum.value != new.bound?.supremum.value
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
