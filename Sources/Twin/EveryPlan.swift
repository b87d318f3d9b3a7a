public import Mechanisms

/// Goes through every joint plan of those who plan, one after another: in each information set that is met,
/// every split of those asked.
public final class EveryPlan {
  private var order: [InformationSet] = []
  private var splits: [InformationSet: [[String: Int]]] = [:]
  private var taken: [InformationSet: Int] = [:]
  private var met: Set<InformationSet> = []

  public init() {}

  /// What is done in an information set.
  public func split(
    in set: InformationSet, of asked: Int, among options: [String]
  ) -> [String: Int] {
    if met.insert(set).inserted, splits[set] == nil {
      order.append(set)
      splits[set] = Self.splits(of: asked, among: options[...])
      taken[set] = 0
    }
    return splits[set]?[taken[set] ?? 0] ?? [:]
  }

  private static func splits(of count: Int, among options: ArraySlice<String>) -> [[String: Int]] {
    guard let first = options.first else { return count == 0 ? [[:]] : [] }
    if options.count == 1 { return [count == 0 ? [:] : [first: count]] }
    return (0...count).flatMap { some in
      splits(of: count - some, among: options.dropFirst()).map { rest in
        some == 0 ? rest : rest.merging([first: some]) { $1 }
      }
    }
  }

  /// Goes on to the next plan; false if that was the last.
  public func advance() -> Bool {
    // What was not met under the present plan is met anew, if at all.
    while let last = order.last {
      let next = (taken[last] ?? 0) + 1
      if met.contains(last), next < splits[last]?.count ?? 0 {
        taken[last] = next
        met = []
        return true
      }
      order.removeLast()
      splits[last] = nil
      taken[last] = nil
    }
    return false
  }
}
