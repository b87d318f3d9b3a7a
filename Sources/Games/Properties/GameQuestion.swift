/// Whether an honest history has a property.
public struct GameQuestion: Hashable, Sendable {
  public var property: SecurityProperty
  /// The honest history, as positions in ``GameTree/actions``.
  public var history: [Int]
  /// So many players deviate at most; any number if nil. It plays no part in practicality.
  public var mostDeviators: Int?

  public init(_ property: SecurityProperty, of history: [Int], mostDeviators: Int? = nil) {
    self.property = property
    self.history = history
    self.mostDeviators = mostDeviators
  }
}
