public import Collusion

/// What a change of one mechanism comes to.
public struct MechanismComparison: Sendable {
  public var rules: RuleComparison
  /// The properties that are claimed under both rules; none where nothing is different but names.
  public var properties: [PropertyComparison] = []
  /// What is found about properties that are claimed under the new rules only.
  public var added: [Finding] = []
  /// What was found about properties that were claimed under the old rules only.
  public var removed: [Finding] = []
  /// What is wrong with the old rules, so that nothing is found under them.
  public var oldProblems: [Unsoundness] = []

  init(_ rules: RuleComparison) { self.rules = rules }

  /// Whether something became worse.
  public var isWorse: Bool { properties.contains { !$0.worse.isEmpty } }
}
