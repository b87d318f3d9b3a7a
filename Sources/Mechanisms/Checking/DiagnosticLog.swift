/// Collects the mistakes of one description while it is read or checked.
final class DiagnosticLog {
  private var found: [Diagnostic] = []
  /// What is being checked: put in front of a message that has no place to point at.
  var subject = ""

  var isEmpty: Bool { found.isEmpty }

  /// Whether more mistakes would only cost time: far more were found than are shown.
  var isFull: Bool { found.count >= 2 * Limits.diagnostics }

  func report(_ mistake: @autoclosure () -> Mistake, at location: Location) {
    if isFull { return }
    let mistake = mistake()
    let isPlaced = location.line > 0
    let message =
      isPlaced || subject.isEmpty ? mistake.message : "\(subject): \(mistake.message)"
    found.append(
      Diagnostic(
        file: location.file, line: location.line, column: location.column, message: message))
  }

  /// Adds what was found elsewhere.
  func report(_ others: Diagnostics) {
    if !isFull { found += others.list }
  }

  /// All that was found, sorted, each once, up to the limit.
  var diagnostics: Diagnostics {
    Diagnostics(Array(Set(found).sorted().prefix(Limits.diagnostics)))
  }

  func throwIfAny() throws(Diagnostics) {
    if !isEmpty { throw diagnostics }
  }
}
