import Mechanisms

/// Says what deviators do.
protocol Plan {
  /// How many of those asked in an information set take which of these options.
  ///
  /// - Throws: a ``PlanError`` where it says nothing of it.
  func split(
    in set: InformationSet, of asked: Int, among options: [String]
  ) throws -> [String: Int]
}

extension Deviation: Plan {
  func split(
    in set: InformationSet, of asked: Int, among options: [String]
  ) throws -> [String: Int] {
    guard let split = choices[set] else { throw PlanError(.missing, in: set) }
    return split
  }
}

/// A plan that is made up as it is asked for, once for each information set.
final class Improvisation: Plan {
  private(set) var choices: [InformationSet: [String: Int]] = [:]
  private let decide: (InformationSet, Int, [String]) throws -> [String: Int]

  init(_ decide: @escaping (InformationSet, Int, [String]) throws -> [String: Int]) {
    self.decide = decide
  }

  func split(
    in set: InformationSet, of asked: Int, among options: [String]
  ) throws -> [String: Int] {
    if let known = choices[set] { return known }
    let split = try decide(set, asked, options)
    choices[set] = split
    return split
  }
}
