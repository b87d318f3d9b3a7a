/// Something that holds of a game at some points and not at others, depending on how amounts compare.
protocol Claim: AnyObject {
  /// Whether it holds at a point, and comparisons that are true there and entail this truth wherever they hold.
  ///
  /// - Throws: `SMTError`.
  func judgement(at sample: Sample) throws -> Judgement
}

/// A claim at a point.
struct Judgement {
  var holds: Bool
  /// Some may be said more than once.
  var reasons: [Comparison]
}
