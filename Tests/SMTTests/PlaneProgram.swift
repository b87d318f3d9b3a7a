import Exact
import SMT

/// A linear program in two variables inside the box |x|, |y| ≤ 50, decided by its vertices.
struct PlaneProgram {
  struct Bound {
    var a, b, c: Rational
    var isStrict: Bool
  }

  var bounds: [Bound]
  var objective: (a: Rational, b: Rational)

  typealias Point = (x: Rational, y: Rational)

  static func random(using generator: inout SplitMix) -> PlaneProgram {
    func draw() -> Rational {
      Rational(Int.random(in: -5...5, using: &generator), Int.random(in: 1...3, using: &generator))
    }
    var bounds = (0..<Int.random(in: 2...5, using: &generator)).map { _ in
      Bound(a: draw(), b: draw(), c: draw() * 4, isStrict: Bool.random(using: &generator))
    }
    for (a, b) in [(1, 0), (-1, 0), (0, 1), (0, -1)] as [(Rational, Rational)] {
      bounds.append(Bound(a: a, b: b, c: 50, isStrict: Bool.random(using: &generator)))
    }
    return PlaneProgram(bounds: bounds, objective: (draw(), draw()))
  }

  /// The closure's vertices; their mean is a solution exactly if there is one, since a strict bound
  /// that the mean meets with equality is met so by all of the closure.
  var optimum: Optimum {
    let vertices = closureVertices
    guard !vertices.isEmpty, isSolution(mean(vertices)) else { return .infeasible }
    let best = vertices.map(value).max()!
    let face = vertices.filter { value($0) == best }
    return .supremum(best, attained: isSolution(mean(face)))
  }

  private var closureVertices: [Point] {
    var result: [Point] = []
    for (index, first) in bounds.enumerated() {
      for second in bounds[..<index] {
        let determinant = first.a * second.b - first.b * second.a
        guard !determinant.isZero else { continue }
        let point = (
          x: (first.c * second.b - first.b * second.c) / determinant,
          y: (first.a * second.c - first.c * second.a) / determinant
        )
        if bounds.allSatisfy({ $0.a * point.x + $0.b * point.y <= $0.c }) { result.append(point) }
      }
    }
    return result
  }

  private func mean(_ points: [Point]) -> Point {
    let sum = points.reduce((x: Rational(0), y: Rational(0))) { ($0.x + $1.x, $0.y + $1.y) }
    return (sum.x / Rational(points.count), sum.y / Rational(points.count))
  }

  private func value(_ point: Point) -> Rational {
    objective.a * point.x + objective.b * point.y
  }

  private func isSolution(_ point: Point) -> Bool {
    bounds.allSatisfy { bound in
      let value = bound.a * point.x + bound.b * point.y
      return bound.isStrict ? value < bound.c : value <= bound.c
    }
  }
}

/// A small generator with a seed, so that the programs are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
