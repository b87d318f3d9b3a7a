import Exact

extension SafetyMap {
  /// The map as a picture.
  ///
  /// - Parameters:
  ///   - point: Parameters to mark, if they are on the plane.
  ///   - words: What the attack at a place of the condition is about.
  func chart(marking point: [String: Rational]?, _ words: (Int) -> String) -> Chart {
    let (across, up) = (plane.slice.axes[0], plane.slice.axes[1])
    return Chart(
      title: "Safety over \(across.parameter) and \(up.parameter)",
      description: description, legend: legend(marking: point, words),
      script: script(marking: point))
  }

  // MARK: - Drawing

  private func script(marking point: [String: Rational]?) -> String {
    var lines = axesScript
    var plots: [String] = []
    for (number, band) in bands.enumerated() {
      lines.append("$band\(number) << END")
      lines += band.edges.map { "\($0.across) \($0.lower) \($0.upper)" }
      lines.append("END")
      for tone in band.zone.tones {
        plots.append("$band\(number) using 1:2:3 with filledcurves linecolor \(tone.code)")
      }
    }
    for (number, border) in borders.enumerated() {
      lines.append("$border\(number) << END")
      lines += border.map { "\($0.across) \($0.up)" }
      lines.append("END")
      plots.append("$border\(number) with lines linewidth 2 linecolor rgb 0")
    }
    if let point, let place = place(of: point) {
      lines += ["$point << END", "\(place.across) \(place.up)", "END"]
      plots.append("$point with points pointtype 2 pointsize 1.5 linewidth 2 linecolor rgb 0")
    }
    lines += labels
    lines.append("plot \(plots.joined(separator: ", "))")
    return lines.joined(separator: "\n")
  }

  private var axesScript: [String] {
    ["set offsets"]
      + zip(["x", "y"], plane.slice.axes).flatMap { letter, axis in
        [
          "set \(letter)range [\(axis.ends.lower):\(axis.ends.upper)]",
          "set \(letter)label \(Quoted.text(axis.parameter))",
        ]
      }
  }

  private func place(of point: [String: Rational]) -> (across: Double, up: Double)? {
    let values = plane.slice.axes.compactMap { point[$0.parameter]?.approximation }
    guard values.count == 2,
      zip(values, plane.slice.axes).allSatisfy({ ($1.ends.lower...$1.ends.upper).contains($0) })
    else { return nil }
    return (values[0], values[1])
  }

  /// Names in the zones that have room for them, in the middle of the largest band of each.
  private var labels: [String] {
    zones.compactMap { zone in
      let largest = bands.filter { $0.zone == zone }.max { $0.area < $1.area }
      guard let largest, let middle = largest.middle,
        middle.height > plane.slice.axes[1].length / 12,
        middle.width > plane.slice.axes[0].length / 12
      else { return nil }
      return "set label \(Quoted.text(zone.name)) at \(middle.across), \(middle.up) center front"
    }
  }

  // MARK: - In words

  private var description: String {
    let (across, up) = (plane.slice.axes[0], plane.slice.axes[1])
    let ranges =
      "\(across.parameter) from \(across.lower) to \(across.upper), left to right; "
      + "\(up.parameter) from \(up.lower) to \(up.upper), bottom to top."
    let corners = [
      ("bottom left", 0.0, 0.0), ("bottom right", 1, 0), ("top left", 0, 1), ("top right", 1, 1),
    ]
    .map { name, x, y in "\(name): \(plane.zone(inset(across, x), inset(up, y)).words)" }
    let share =
      safeShare.map { " Safe in \(Int(($0 * 100).rounded())) % of what is assumed." } ?? ""
    return "\(ranges) Corners: \(corners.joined(separator: "; ")).\(share)"
  }

  /// A place near an end of an axis.
  private func inset(_ axis: Slice.Axis, _ share: Double) -> Double {
    axis.ends.lower + axis.length * (0.01 + 0.98 * share)
  }

  private func legend(
    marking point: [String: Rational]?, _ words: (Int) -> String
  ) -> [Chart.Entry] {
    let zones = zones
    let paying = Set(
      zones.flatMap { zone in
        if case .paying(let attacks) = zone { attacks } else { [Int]() }
      })
    var legend =
      zones.contains(.safe)
      ? [Chart.Entry(tone: .safe, label: "safe", text: "nobody gains more than is allowed")] : []
    legend += paying.sorted().map { place in
      Chart.Entry(tone: .attack(place), label: "\(place + 1)", text: words(place))
    }
    if zones.contains(.unassumed) {
      legend.append(Chart.Entry(tone: .unassumed, label: "not assumed", text: "no claim is made"))
    }
    if point.flatMap(place) != nil {
      legend.append(Chart.Entry(tone: nil, label: "×", text: "the attack that is told above"))
    }
    return legend
  }
}

extension SafetyPlane.Zone {
  /// The colours that lie over each other.
  fileprivate var tones: [Chart.Tone] {
    switch self {
    case .unassumed: [.unassumed]
    case .safe: [.safe]
    case .paying(let attacks): attacks.prefix(Chart.Tone.attacks).map { .attack($0) }
    }
  }

  /// As short as a label.
  fileprivate var name: String {
    switch self {
    case .unassumed: "not assumed"
    case .safe: "safe"
    case .paying(let attacks):
      attacks.count > 3
        ? "\(attacks.count) attacks" : attacks.map { "\($0 + 1)" }.joined(separator: " and ")
    }
  }

  fileprivate var words: String {
    switch self {
    case .unassumed: "not assumed"
    case .safe: "safe"
    case .paying(let attacks):
      attacks.count == 1
        ? "attack \(name) pays"
        : attacks.count > 3 ? "\(name) pay" : "attacks \(name) pay"
    }
  }
}

extension SafetyMap.Band {
  /// The middle of where it is highest, and how much room there is.
  fileprivate var middle: (across: Double, up: Double, width: Double, height: Double)? {
    guard let first = edges.first, let last = edges.last else { return nil }
    let width = last.across - first.across
    // Of lines across the band, the one with most room on all sides.
    let steps = 16
    let lines = (1..<steps).compactMap { step -> (across: Double, up: Double, height: Double)? in
      let across = first.across + width * Double(step) / Double(steps)
      guard let index = edges.indices.dropFirst().first(where: { edges[$0].across >= across })
      else { return nil }
      let (one, other) = (edges[index - 1], edges[index])
      let share =
        other.across > one.across ? (across - one.across) / (other.across - one.across) : 0
      let lower = one.lower + share * (other.lower - one.lower)
      let upper = one.upper + share * (other.upper - one.upper)
      let room = min(Double(step), Double(steps - step)) / Double(steps)
      return (across, (lower + upper) / 2, (upper - lower) * min(1, 4 * room))
    }
    guard let best = lines.max(by: { $0.height < $1.height }) else { return nil }
    return (best.across, best.up, width, best.height)
  }
}
