import Collusion
import Exact
import Interpretation
import Mechanisms

/// What attacks gain as one parameter varies.
struct GainCurve: Sendable {
  /// What one attack gains, as far as its formula holds.
  struct Line: Sendable {
    /// The place of the attack in the condition; nil of what is no single attack.
    var attack: Int?
    /// Pieces without gaps.
    var pieces: [[(at: Double, gain: Double)]]

    var ends: (first: (at: Double, gain: Double), last: (at: Double, gain: Double))? {
      guard let first = pieces.first?.first, let last = pieces.last?.last else { return nil }
      return (first, last)
    }
  }

  let line: Slice
  /// Whether only whole numbers are possible.
  let isInteger: Bool
  private(set) var lines: [Line] = []
  /// What is allowed to be gained, where that is not 0.
  private(set) var margin: Line?

  /// More attacks than this are not drawn.
  private static let mostAttacks = 4
  private static let samples = 240
  /// More whole numbers than this are not told apart.
  private static let mostWholes = 60

  /// - Returns: nil where no attack's formula speaks of the parameter.
  init?(of subject: Chartable, over name: String) {
    guard let axis = subject.axis(name),
      let parameter = subject.mechanism.parameters.first(where: { $0.name == name })
    else { return nil }
    line = Slice(axes: [axis], base: subject.point)
    isInteger = parameter.isInteger && axis.length <= Double(Self.mostWholes)
    let assumptions = subject.assumptions.map { SliceTruth($0, on: line) }
    for (place, conjunct) in subject.condition.conjuncts.prefix(Self.mostAttacks).enumerated() {
      let attack = conjunct.attack
      let region = attack.region.compactMap { SliceTruth($0, on: line, numbers: [:]) }
      guard attack.formula.variables.contains(name), region.count == attack.region.count,
        let gain = SliceFunction(attack.formula, on: line)
      else { continue }
      let drawn = drawn(place, where: assumptions + region) { gain($0) }
      if drawn.pieces.contains(where: { $0.count > 1 }) { lines.append(drawn) }
    }
    guard !lines.isEmpty else { return nil }
    margin = allowed(of: subject)
  }

  /// The most that any coalition gains, all else at the defaults.
  ///
  /// - Returns: nil where that is not known, or nothing.
  init?(bounding subject: Chartable, over name: String) {
    guard let bound = try? subject.finding.gainBound?.get(), bound.isExact,
      let point = bound.supremum.point ?? bound.attack?.parameters, let axis = subject.axis(name)
    else { return nil }
    line = Slice(axes: [axis], base: point)
    isInteger = axis.length <= Double(Self.mostWholes)
    let assumptions = subject.assumptions.map { SliceTruth($0, on: line) }
    let largest = drawn(nil, where: assumptions) { at in
      var place = point
      place[name] = Rational(Int(at[0].rounded()))
      return bound.gain(at: place).approximation
    }
    guard largest.pieces.contains(where: { $0.contains { $0.gain > 0 } }) else { return nil }
    lines = [largest]
    margin = allowed(of: subject)
  }

  /// The margin of a property, as far as it is a quotient of polynomials.
  private func allowed(of subject: Chartable) -> Line? {
    guard let formula = subject.finding.property.margin else { return nil }
    let functions = FunctionDomain(at: line.base)
    guard let margin = try? functions.number(of: formula), functions.region.isEmpty,
      let allowed = SliceFunction(margin, on: line)
    else { return nil }
    let assumptions = subject.assumptions.map { SliceTruth($0, on: line) }
    return drawn(nil, where: assumptions) { allowed($0) }
  }

  private func drawn(
    _ place: Int?, where truths: [SliceTruth], _ gain: ([Double]) -> Double
  ) -> Line {
    let axis = line.axes[0]
    let count = isInteger ? Int(axis.length.rounded()) : Self.samples
    var pieces: [[(at: Double, gain: Double)]] = [[]]
    for index in 0...count {
      let at = axis.ends.lower + axis.length * Double(index) / Double(count)
      let value = gain([at])
      if value.isFinite, truths.allSatisfy({ $0.holds(at: [at]) }) {
        pieces[pieces.count - 1].append((at, value))
      } else if pieces.last?.isEmpty == false {
        pieces.append([])
      }
    }
    pieces.removeAll(where: \.isEmpty)
    return Line(attack: place, pieces: isInteger ? pieces : pieces.map(Self.simplified))
  }

  /// Points without those on straight lines between others.
  private static func simplified(
    _ points: [(at: Double, gain: Double)]
  ) -> [(at: Double, gain: Double)] {
    guard points.count > 2 else { return points }
    var kept = [points[0]]
    for index in 1..<(points.count - 1) {
      let (before, here, after) = (points[index - 1], points[index], points[index + 1])
      let bend = (after.gain - here.gain) - (here.gain - before.gain)
      if abs(bend) > 1e-9 * max(1, abs(here.gain)) { kept.append(here) }
    }
    return kept + [points[points.count - 1]]
  }

  /// Whether an attack pays at some values and not at others.
  var changesSign: Bool { lines.contains { !Self.zeros(of: $0).isEmpty } }

  /// About where a line crosses zero.
  private static func zeros(of line: Line) -> [Double] {
    line.pieces.flatMap { piece in
      zip(piece, piece.dropFirst()).compactMap { one, other -> Double? in
        guard one.gain != other.gain, (one.gain > 0) != (other.gain > 0) else { return nil }
        return one.at + (other.at - one.at) * one.gain / (one.gain - other.gain)
      }
    }
  }

  /// What an attack gains at both ends of where its formula holds, and where that changes its sign.
  func words(for line: Line) -> String? {
    guard let ends = line.ends else { return nil }
    let name = self.line.axes[0].parameter
    let zeros = Self.zeros(of: line)
    let start = "from \(ends.first.gain.short) where \(name) is \(ends.first.at.short)"
    let end = "to \(ends.last.gain.short) where it is \(ends.last.at.short)"
    let crossing = zeros.isEmpty ? "" : ", 0 at about \(zeros.map(\.short).joined(separator: ", "))"
    return "\(start) \(end)\(crossing)"
  }
}
