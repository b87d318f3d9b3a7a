/// Where on a plane of two parameters a condition holds, and where which attack pays, as shapes.
struct SafetyMap: Sendable {
  /// A part of the plane that is all of one zone: from a lower to an upper line.
  struct Band: Sendable {
    var zone: SafetyPlane.Zone
    var edges: [Edge]
  }

  struct Edge: Sendable {
    var across: Double
    var lower: Double
    var upper: Double
  }

  /// A line between zones.
  typealias Border = [(across: Double, up: Double)]

  let plane: SafetyPlane
  let bands: [Band]
  let borders: [Border]

  init(of plane: SafetyPlane) {
    self.plane = plane
    (bands, borders) = Sweep(plane).result
  }

  /// The zones that there are, in the order of their size.
  var zones: [SafetyPlane.Zone] {
    let areas = bands.reduce(into: [SafetyPlane.Zone: Double]()) {
      $0[$1.zone, default: 0] += $1.area
    }
    return areas.sorted { $0.value > $1.value }.map(\.key)
  }

  /// How much of what is assumed is safe, from 0 to 1; nil if nothing is assumed there.
  var safeShare: Double? {
    let assumed = bands.filter { $0.zone != .unassumed }.reduce(0) { $0 + $1.area }
    let safe = bands.filter { $0.zone == .safe }.reduce(0) { $0 + $1.area }
    return assumed > 0 ? safe / assumed : nil
  }
}

extension SafetyMap.Band {
  var area: Double {
    zip(edges, edges.dropFirst()).reduce(0) { sum, pair in
      let heights = pair.0.upper - pair.0.lower + pair.1.upper - pair.1.lower
      return sum + heights / 2 * (pair.1.across - pair.0.across)
    }
  }
}
