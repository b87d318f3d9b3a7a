public import Mechanisms

/// What a scripted cartel does.
public struct CartelScript: Sendable {
  public var name: String
  public var coalition: Coalition
  public var deviation: Deviation

  public init(_ name: String, by coalition: Coalition, _ deviation: Deviation) {
    self.name = name
    self.coalition = coalition
    self.deviation = deviation
  }

  /// What a recorded attack says.
  ///
  /// - Throws: `Diagnostics` for a plan of other steps than the mechanism's.
  public init(_ record: AttackRecord, on mechanism: Mechanism) throws(Diagnostics) {
    self.init(
      record.property.content, by: record.coalition, try record.deviation(on: mechanism))
  }
}
