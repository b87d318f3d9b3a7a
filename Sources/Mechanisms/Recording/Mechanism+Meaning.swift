extension Mechanism {
  /// The rules as a text: the same for mechanisms that mean the same, however they are written down, and whatever
  /// is said about them in words or claimed of them.
  ///
  /// - Throws: if the YAML cannot be written.
  public func meaning() throws -> String {
    var rules = self
    rules.name = ""
    rules.about = ""
    rules.source = ""
    rules.properties = []
    for index in rules.parameters.indices { rules.parameters[index].about = "" }
    return try rules.text()
  }
}

extension Property {
  /// What is claimed as a text: the same for properties that mean the same, whatever they are called and whatever
  /// verdict is expected.
  ///
  /// - Throws: if the YAML cannot be written.
  public func meaning() throws -> String {
    var claim = self
    claim.expected = nil
    claim.honesty = ""
    return try claim.text()
  }
}
