import Collusion
import Mechanisms

extension SafetyPlane {
  /// Of parameters that tell less than so many others, no pairs are looked at.
  private static let mostParameters = 7
  /// More ``variety`` than this is not better.
  private static let enough = 0.2
  /// What the next place in the order of parameters counts, in ``variety``.
  private static let order = 0.01

  /// A plane of two parameters of which the condition speaks, where there is something to see.
  ///
  /// - Parameter names: The parameters, if they were chosen.
  /// - Returns: nil where there is no such plane.
  init?(of subject: Chartable, over names: [String]?) {
    func plane(_ names: [String]) -> SafetyPlane? {
      let axes = names.compactMap { subject.axis($0) }
      guard axes.count == 2 else { return nil }
      return SafetyPlane(
        of: subject.condition, on: Slice(axes: axes, base: subject.point),
        assuming: subject.assumptions)
    }
    if let names {
      guard let plane = plane(names) else { return nil }
      self = plane
      return
    }
    let parameters = Array(subject.tellingParameters.prefix(Self.mostParameters).enumerated())
    var best: (plane: SafetyPlane, merit: Double)?
    for first in parameters {
      for second in parameters[(first.offset + 1)...] {
        guard let plane = plane([first.element, second.element]) else { continue }
        let variety = plane.variety
        let merit = min(variety, Self.enough) - Self.order * Double(first.offset + second.offset)
        if variety > 0, merit > best?.merit ?? -1 { best = (plane, merit) }
      }
    }
    guard let best else { return nil }
    self = best.plane
  }
}
