import Foundation
import Simulation

/// A number that was measured, with how far it may be off, with a confidence of 95 %.
struct Measured: Hashable, Sendable {
  var mean: Double
  /// Nil where nothing is known of it.
  var margin: Double?
  /// Whether nothing was measured.
  var isEmpty: Bool

  /// Of one run: as far as its values are independent of each other. Of several: as their means differ, whatever
  /// happens within each.
  init(_ estimates: [Estimate]) {
    let estimates = estimates.filter { $0.count > 0 }
    self.init(means: estimates.map(\.mean))
    if estimates.count == 1, estimates[0].count > 1 { margin = estimates[0].margin() }
  }

  /// Of independent runs.
  init(means: [Double]) {
    let estimate = Estimate(of: means)
    mean = estimate.mean
    isEmpty = means.isEmpty
    margin = means.count > 1 ? Self.quantile(degrees: means.count - 1) * estimate.error : nil
  }

  /// The 97.5 % quantile of Student's distribution, with so many degrees of freedom.
  static func quantile(degrees: Int) -> Double {
    let table = [
      12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
      2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
      2.052, 2.048, 2.045, 2.042,
    ]
    if degrees <= table.count { return table[degrees - 1] }
    // Between 30 and infinitely many, it is about linear in one over their number.
    let normal = Estimate.Confidence.usual.quantile
    return normal + (table[table.count - 1] - normal) * 30 / Double(degrees)
  }

  var text: String {
    margin.map { $0 == 0 ? mean.plain : "\(mean.plain) ± \($0.plain)" } ?? mean.plain
  }
}

extension Double {
  /// With four digits that matter, and none of what is before the point lost.
  var plain: String {
    let size = abs(self)
    if size < 1e-9 { return "0" }
    if size >= 1e15 { return short }
    return size >= 1000 ? Int(rounded()).grouped : short
  }

  /// A share, as a percentage.
  var percent: String {
    let hundredths = self * 100
    if hundredths == 0 { return "0 %" }
    if hundredths < 0.05 { return "<0.1 %" }
    if hundredths > 99.95, hundredths < 100 { return ">99.9 %" }
    return String(format: "%.1f %%", hundredths)
  }
}

extension Int {
  /// `1,234,567`
  public var grouped: String {
    let digits = String(magnitude)
    var parts: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {
      parts.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return (self < 0 ? "-" : "") + parts.joined(separator: ",")
  }

  /// `one deal`, `12 deals`
  func counted(_ thing: String) -> String { self == 1 ? "one \(thing)" : "\(grouped) \(thing)s" }
}
