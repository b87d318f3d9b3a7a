/// A mean that was measured, and how far it may be off.
public struct Estimate: Codable, Hashable, Sendable {
  /// How many independent values it is the mean of.
  public var count: Int
  public var mean: Double
  /// The standard error of the mean.
  public var error: Double

  public init(count: Int, mean: Double, error: Double) {
    self.count = count
    self.mean = mean
    self.error = error
  }

  /// How many standard errors lie on each side of the mean, for a confidence, where there are many values.
  public enum Confidence: Sendable {
    /// 95 %
    case usual
    /// 99.9 %
    case high

    public var quantile: Double {
      switch self {
      case .usual: 1.959964
      case .high: 3.290527
      }
    }
  }

  /// How far the truth may lie from the mean, with so much confidence.
  public func margin(_ confidence: Confidence = .usual) -> Double {
    confidence.quantile * error
  }

  /// The mean of independent runs of which each gave a mean.
  public init(of means: [Double]) {
    var sum = Sum()
    for mean in means { sum.add(mean) }
    self = sum.estimate
  }
}
