/// Whether an honest history has a property.
public struct GameQuestion: Hashable, Sendable {
  public var property: SecurityProperty
  /// The honest history, as positions in ``GameTree/actions``.
  public var history: [Int]
  /// So many players deviate at most; any number if nil. It plays no part in practicality.
  public var mostDeviators: Int?

  /// With collusion resilience, so many others do anything beside the group: (k,t)-robustness, in which everybody
  /// together is a group, too. Nil if that is not asked.
  public var mostFaulty: Int?
  /// Whether no other history is to have the property, at any values of the symbols.
  public var isOnly: Bool

  public init(
    _ property: SecurityProperty, of history: [Int], mostDeviators: Int? = nil,
    mostFaulty: Int? = nil, isOnly: Bool = false
  ) {
    self.property = property
    self.history = history
    self.mostDeviators = mostDeviators
    self.mostFaulty = mostFaulty
    self.isOnly = isOnly
  }
}
