extension Mechanism {
  /// Checks all that arithmetic can: that names are declared and mean one thing, that kinds fit, that
  /// constants are in their bounds, that probabilities sum to 1, and that honest agents know what
  /// their rules read. A mechanism that was read from a file has passed this.
  ///
  /// What needs a solver (can this step be reached? is this probability within [0, 1] under the
  /// assumptions?) is not checked.
  ///
  /// - Throws: every mistake that was found (up to ``Limits/diagnostics``).
  /// - Complexity: linear in the size of the mechanism, apart from what honest agents know, which
  ///   takes a number of steps proportional to the possible histories of honest agents and is given up,
  ///   without a diagnostic, where these are very many.
  public func check() throws(Diagnostics) {
    let log = DiagnosticLog()
    var checker = MechanismChecker(self, log)
    checker.check()
    try log.throwIfAny()
    KnowledgeCheck(self, checker.vocabulary, [], log).run()
    for property in properties where !property.prescriptions.isEmpty {
      KnowledgeCheck(self, checker.vocabulary, property.prescriptions, log).run()
    }
    try log.throwIfAny()
  }
}
