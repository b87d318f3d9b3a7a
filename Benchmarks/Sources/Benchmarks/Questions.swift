import Collusion
import Mechanisms

/// What each kind of question costs as mechanisms grow: a table in Markdown.
enum Questions {
  enum Kind: String, CaseIterable {
    case proof = "a proof"
    case attack = "the smallest attack"
    case condition = "the exact condition"
    case bound = "the largest gain"
  }

  private static let checker = Checker(timeout: .seconds(20), jobs: 1)

  static func run() async throws {
    for family in Family.all {
      print("| \(family.name) | \(Kind.allCases.map(\.rawValue).joined(separator: " | ")) |")
      print("|--:|\(Kind.allCases.map { _ in "--:|" }.joined())")
      for size in family.sizes {
        var cells: [String] = []
        for kind in Kind.allCases { cells.append(try await cell(kind, family, size)) }
        print("| \(size) | \(cells.joined(separator: " | ")) |")
      }
      print("")
    }
  }

  /// The time in seconds, the median of three runs where they are short, with the share of it that was spent in the solver where
  /// that is told; or that there was no answer.
  private static func cell(_ kind: Kind, _ family: Family, _ size: Int) async throws -> String {
    let mechanism = try Mechanism(reading: text(kind, family, size), file: family.name)
    var times: [(seconds: Double, share: Double?)] = []
    for _ in 0..<3 {
      let start = ContinuousClock.now
      let share: Double?
      switch kind {
      case .proof, .attack, .condition:
        let finding = try await checker.finding(on: mechanism.properties[0], of: mechanism)
        if case .undecided = finding.verdict { return "undecided" }
        guard finding.verdict.expectation == kind.expectation else { throw Wrong() }
        share = finding.solving / finding.duration
      case .bound:
        let bound = try await checker.gainBound(for: mechanism.properties[0], of: mechanism)
        guard case .attained? = try? bound.get().supremum else { return "undecided" }
        share = nil
      }
      times.append((seconds: (ContinuousClock.now - start) / .seconds(1), share: share))
      if times[0].seconds > 1 { break }
    }
    let median = times.sorted { $0.seconds < $1.seconds }[times.count / 2]
    let seconds = "\((median.seconds * 1000).rounded() / 1000) s"
    return median.share.map { "\(seconds) (\(Int(($0 * 100).rounded()))%)" } ?? seconds
  }

  private static func text(_ kind: Kind, _ family: Family, _ size: Int) -> String {
    let given = kind == .proof ? family.given(size) : []
    let claim = kind == .condition ? ", claim: some parameters are safe" : ""
    return family.mechanism(size) + """
      properties:
        it: {coalition: \(family.coalition(size)), given: [\(given.joined(separator: ", "))]\(claim)}

      """
  }
}

extension Questions.Kind {
  /// The verdict that the question has; of the largest gain, none.
  fileprivate var expectation: Property.Expectation? {
    switch self {
    case .proof, .condition: .proved
    case .attack: .broken
    case .bound: nil
    }
  }
}
