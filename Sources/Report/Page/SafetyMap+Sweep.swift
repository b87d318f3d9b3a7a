extension SafetyMap {
  /// Cuts a plane into bands: column after column is cut where the zone changes, and columns that are cut
  /// alike are joined.
  struct Sweep {
    private typealias Piece = (zone: SafetyPlane.Zone, lower: Double, upper: Double)
    private typealias Column = (across: Double, pieces: [Piece])

    private let plane: SafetyPlane
    private let (left, right): (Double, Double)
    private let (bottom, top): (Double, Double)
    private(set) var result: (bands: [Band], borders: [Border]) = ([], [])

    private static let columns = 48
    private static let samples = 40
    /// How often an interval is halved in which a change lies.
    private static let halvings = 24
    /// How far the ends of an axis are left out, where other conditions often hold.
    private static let margin = 1e-7
    /// How far a line may be off where it is made simpler, in parts of the whole.
    private static let tolerance = 1e-3

    init(_ plane: SafetyPlane) {
      self.plane = plane
      (left, right) = Self.inside(plane.slice.axes[0])
      (bottom, top) = Self.inside(plane.slice.axes[1])
      for strip in strips() { add(strip) }
    }

    private static func inside(_ axis: Slice.Axis) -> (Double, Double) {
      let gap = axis.length * margin
      return (axis.ends.lower + gap, axis.ends.upper - gap)
    }

    // MARK: - Columns

    private func column(_ across: Double) -> Column {
      let step = (top - bottom) / Double(Self.samples)
      let heights = [bottom] + (0..<Self.samples).map { bottom + (Double($0) + 0.5) * step } + [top]
      var pieces: [Piece] = []
      var start = bottom
      var zone = plane.zone(across, bottom)
      for (before, height) in zip(heights, heights.dropFirst()) {
        let next = plane.zone(across, height)
        guard next != zone else { continue }
        let change = change(from: before, to: height) { plane.zone(across, $0) == zone }
        pieces.append((zone, start, change))
        (start, zone) = (change, next)
      }
      return (across, pieces + [(zone, start, top)])
    }

    /// Where something ceases to hold that holds at one end of an interval and not at the other.
    private func change(
      from start: Double, to end: Double, while holds: (Double) -> Bool
    ) -> Double {
      var (inside, outside) = (start, end)
      for _ in 0..<Self.halvings {
        let middle = (inside + outside) / 2
        if holds(middle) { inside = middle } else { outside = middle }
      }
      return (inside + outside) / 2
    }

    private func isAlike(_ one: Column, _ other: Column) -> Bool {
      one.pieces.map(\.zone) == other.pieces.map(\.zone)
    }

    /// Neighbouring columns that are cut alike.
    private func strips() -> [[Column]] {
      let step = (right - left) / Double(Self.columns)
      var strips = [[column(left)]]
      for index in 1...Self.columns {
        let next = column(left + Double(index) * step)
        extend(&strips, to: next, halvings: Self.halvings / 2)
      }
      return strips
    }

    private func extend(_ strips: inout [[Column]], to next: Column, halvings: Int) {
      guard let last = strips.last?.last else { return }
      if isAlike(last, next) {
        strips[strips.count - 1].append(next)
      } else if halvings == 0 {
        // The old strip goes on as it is, so that there is no gap.
        strips[strips.count - 1].append((next.across, last.pieces))
        strips.append([next])
      } else {
        extend(&strips, to: column((last.across + next.across) / 2), halvings: halvings - 1)
        extend(&strips, to: next, halvings: halvings - 1)
      }
    }

    // MARK: - Bands

    private mutating func add(_ strip: [Column]) {
      guard let first = strip.first, strip.count > 1 else { return }
      let kept = simplified(strip)
      for index in first.pieces.indices {
        let edges = kept.map { column in
          Edge(
            across: column.across, lower: column.pieces[index].lower,
            upper: column.pieces[index].upper)
        }
        result.bands.append(Band(zone: first.pieces[index].zone, edges: edges))
        if index > 0 { result.borders.append(edges.map { (across: $0.across, up: $0.lower) }) }
      }
    }

    /// The strip without columns that lie on straight lines between others.
    private func simplified(_ strip: [Column]) -> [Column] {
      var kept = [strip[0]]
      var index = 0
      while index < strip.count - 1 {
        var next = index + 1
        while next + 1 < strip.count, isStraight(strip[index...(next + 1)]) { next += 1 }
        kept.append(strip[next])
        index = next
      }
      return kept
    }

    private func isStraight(_ columns: ArraySlice<Column>) -> Bool {
      guard let first = columns.first, let last = columns.last, last.across > first.across else {
        return true
      }
      return columns.allSatisfy { column in
        let share = (column.across - first.across) / (last.across - first.across)
        return column.pieces.indices.allSatisfy { index in
          let (start, end) = (first.pieces[index].upper, last.pieces[index].upper)
          let line = start + share * (end - start)
          return abs(line - column.pieces[index].upper) <= Self.tolerance * (top - bottom)
        }
      }
    }
  }
}
