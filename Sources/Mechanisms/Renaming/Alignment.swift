/// Which elements of two sequences belong together, their order being kept.
public struct Alignment {
  public var pairs: [(old: Int, new: Int)] = []
  /// What the pairs are worth together.
  public var worth = 0.0

  /// The pairs that are worth most together [Needleman and Wunsch 1970].
  ///
  /// - Parameter worth: What a pair is worth; 0 for two that do not belong together.
  /// - Complexity: O(product of the lengths).
  public init(_ old: Int, _ new: Int, worth: (Int, Int) -> Double) {
    var best = Array(repeating: Array(repeating: 0.0, count: new + 1), count: old + 1)
    var isPair = Array(repeating: Array(repeating: false, count: new), count: old)
    for one in (0..<old).reversed() {
      for other in (0..<new).reversed() {
        let apart = max(best[one + 1][other], best[one][other + 1])
        let value = worth(one, other)
        let together = best[one + 1][other + 1] + value
        isPair[one][other] = value > 0 && together >= apart
        best[one][other] = max(apart, together)
      }
    }
    self.worth = best[0][0]
    var (one, other) = (0, 0)
    while one < old, other < new {
      if isPair[one][other] {
        pairs.append((old: one, new: other))
        (one, other) = (one + 1, other + 1)
      } else if best[one + 1][other] >= best[one][other + 1] {
        one += 1
      } else {
        other += 1
      }
    }
  }
}
