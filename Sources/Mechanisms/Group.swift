/// Agents of one role, or of one drawn group, that meet a condition.
public struct Group: Codable, Hashable, Sendable {
  /// The name of a role or of a drawn group.
  public var name: String
  /// The role of its agents.
  public var role: String
  /// A condition on each agent, over its own attributes and memberships.
  public var condition: Formula?

  public init(_ name: String, role: String, where condition: Formula? = nil) {
    self.name = name
    self.role = role
    self.condition = condition
  }

  /// Whether the name is that of a drawn group.
  public var isDrawn: Bool { name != role }
}
