extension MechanismGame {
  public func efg() throws -> String { "" }
  public func checkMate() throws -> String { "" }
}
