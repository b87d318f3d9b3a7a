/// What came of examining a property.
public struct Report: Sendable {
  /// How many cases passed.
  public var passed = 0
  /// How many were left out, because of filters and assumptions.
  public var rejected = 0
  /// Whether every possible case was run.
  public var isExhaustive = false
  /// How many cases had each label.
  public var labels: [String: Int] = [:]
  /// How many cases met each requirement on coverage, and the share of all that should.
  public var coverage: [String: (met: Int, share: Double)] = [:]
  /// The largest value that was to be maximised.
  public var largest: Double?
  /// What makes the run worth less than it seems.
  public var complaints: [Complaint] = []
  /// The simplest failing case that was found.
  public var failure: Failure?
  /// The seed that reproduces the run.
  public var seed: UInt64 = 0

  /// Whether the property held, and the run is worth something. That cases are slow is said, but no
  /// failure: it depends on the machine.
  public var isSuccess: Bool {
    failure == nil
      && complaints.allSatisfy { if case .slow = $0 { true } else { false } }
  }

  /// A failing case, as simple as could be made.
  public struct Failure: Sendable {
    /// What the property threw.
    public var error: any Error
    /// The input, and what the property noted.
    public var notes: [String]
    /// Reproduces the case.
    public var token: Token
    /// How often the property was run from the first failure on.
    public var evaluations: Int
    /// Whether shrinking came to its end.
    public var isMinimal: Bool
    /// How many cases had passed before.
    public var found: Int
    /// The passes of the shrinker that made it simpler.
    public var shrinking: [String]
  }

  /// What is wrong with a run, though no case failed.
  public enum Complaint: Hashable, Sendable, CustomStringConvertible {
    case tooManyRejected(passed: Int, rejected: Int)
    case notCovered(label: String, share: Double, required: Double)
    case onlyTiny(choices: Double)
    case slow(perCase: Duration)
    case unknownToken

    public var description: String {
      switch self {
      case .tooManyRejected(let passed, let rejected):
        """
        only \(passed) cases could be run, \(rejected) were rejected: \
        generate what is wanted instead of filtering
        """
      case .notCovered(let label, let share, let required):
        "\(percent(share)) of the cases are '\(label)', at least \(percent(required)) should be"
      case .onlyTiny(let choices):
        "almost all cases are as simple as can be: \(Int(choices.rounded())) choices on average"
      case .slow(let perCase): "a case takes \(perCase) on average"
      case .unknownToken: "the token does not make a case that can be run"
      }
    }
  }

  /// The report in lines.
  public var lines: [String] {
    var lines: [String] = []
    if let failure {
      lines.append(
        "failed after \(failure.found) cases; \(failure.isMinimal ? "the simplest case" : "a case"):"
      )
      lines += failure.notes.map { "  \($0)" }
      lines.append("  \(failure.error)")
      lines.append("  reproduce with token \(failure.token), or seed \(seed)")
    } else {
      let all = isExhaustive ? "all \(passed)" : "\(passed)"
      lines.append("\(all) cases passed" + (rejected > 0 ? ", \(rejected) rejected" : ""))
    }
    lines += complaints.map { "\($0)" }
    for (label, count) in labels.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      lines.append("  \(percent(Double(count) / Double(max(passed, 1)))) \(label)")
    }
    return lines
  }
}

private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
