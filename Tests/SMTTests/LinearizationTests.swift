import Exact
import SMT
import Testing

@Suite("Products as variables of linear arithmetic")
struct LinearizationTests {
  let context: Context

  init() throws { context = try Context() }

  private func outcome(_ formulas: [BoolTerm]) throws -> Outcome {
    let linear = try #require(try Linearization(of: formulas, in: context))
    #expect(try Theory(of: linear.formulas, in: context) == .linearReal)
    return try Solver(deciding: linear.formulas, context).check()
  }

  @Test("formulas that hold at a point are never contradicted", arguments: 0..<20)
  func sound(seed: UInt64) throws {
    var random = RandomFormulas(context, seed: seed)
    for _ in 0..<20 {
      let formulas = (0..<4).map { _ in random.formula() }
      #expect(try outcome(formulas) == .satisfiable, "\(formulas)")
    }
  }

  @Test("what signs, sizes and multiples say is contradicted")
  func contradictions() throws {
    let (x, y, z) = (context.real("x"), context.real("y"), context.real("z"))
    let p = context.bool("p")
    let examples: [[BoolTerm]] = [
      [x > 0, y > 0, x * y <= 0],
      [x < 0, y < 0, y * x <= 0],
      [0 <= x && x <= 1, y >= 0, x * y > y],
      [x >= 1, y >= 0, x * y < y],
      [(x + y) * (x - y) .!= x * x - y * y],
      [x * ite(p, y, z) > 0, ite(p, x * y, z * x) <= 0],
      [x * y .== 0, x .!= 0, y > 0],
      // Multiplied with 1 - x, the second says that z <= (1 - x)*z + x*(y + z).
      [0 <= x && x <= 1, z <= x * (y + z), (1 - x) * z > (1 - x) * x * (y + z)],
      [x.power(2) < 0, x > 0],
    ]
    for formulas in examples { #expect(try outcome(formulas) == .unsatisfiable, "\(formulas)") }
  }

  @Test("what is no polynomial, or too large, is left alone")
  func unsupported() throws {
    let (x, y) = (context.real("x"), context.real("y"))
    #expect(try Linearization(of: [x.floor.real * y > 0], in: context) == nil)
    #expect(try Linearization(of: [exists([y], x * y > 1)], in: context) == nil)
    let sums = (0..<20).map { context.real("a\($0)") + context.real("b\($0)") }
    #expect(try Linearization(of: [product(sums, in: context) > 0], in: context) == nil)
    #expect(try Linearization(of: [x * y > 0], in: context)?.truths == [])
  }
}

/// Formulas that hold at one point, which is chosen first.
private struct RandomFormulas {
  private let context: Context
  private var generator: SplitMix
  private var numbers: [(term: RealTerm, value: Rational)] = []
  private var truths: [(term: BoolTerm, value: Bool)] = []

  init(_ context: Context, seed: UInt64) {
    self.context = context
    generator = SplitMix(state: seed)
    for name in ["x", "y", "z"] {
      let value = Rational(
        Int.random(in: -4...4, using: &generator), Int.random(in: 1...3, using: &generator))
      numbers.append((term: context.real(name), value: value))
    }
    for name in ["p", "q"] {
      truths.append((term: context.bool(name), value: Bool.random(using: &generator)))
    }
  }

  mutating func formula() -> BoolTerm {
    let (term, holds) = truth(depth: 2)
    return holds ? term : !term
  }

  private mutating func truth(depth: Int) -> (BoolTerm, Bool) {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
    case 0: return truths.randomElement(using: &generator)!
    case 1: return compared(<=, <=)
    case 2: return compared(<, <)
    case 3: return compared(>=, >=)
    case 4: return compared(.==, ==)
    case 5:
      let ((left, first), (right, second)) = (truth(depth: depth - 1), truth(depth: depth - 1))
      return (left && right, first && second)
    case 6:
      let ((left, first), (right, second)) = (truth(depth: depth - 1), truth(depth: depth - 1))
      return (left.implies(right), !first || second)
    default:
      let (term, value) = truth(depth: depth - 1)
      return (!term, !value)
    }
  }

  private mutating func compared(
    _ relation: (RealTerm, RealTerm) -> BoolTerm, _ holds: (Rational, Rational) -> Bool
  ) -> (BoolTerm, Bool) {
    let ((left, first), (right, second)) = (number(depth: 3), number(depth: 2))
    return (relation(left, right), holds(first, second))
  }

  private mutating func number(depth: Int) -> (RealTerm, Rational) {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 2), using: &generator) {
    case 0:
      let value = Rational(Int.random(in: -2...3, using: &generator))
      return (context.number(value), value)
    case 1: return numbers.randomElement(using: &generator)!
    case 2:
      let (term, value) = number(depth: depth - 1)
      return (-term, -value)
    case 3, 4:
      let ((left, first), (right, second)) = (number(depth: depth - 1), number(depth: depth - 1))
      return (left * right, first * second)
    case 5:
      let ((left, first), (right, second)) = (number(depth: depth - 1), number(depth: depth - 1))
      return Bool.random(using: &generator)
        ? (left + right, first + second) : (left - right, first - second)
    default:
      let (condition, holds) = truth(depth: 0)
      let ((left, first), (right, second)) = (number(depth: depth - 1), number(depth: depth - 1))
      return (ite(condition, left, right), holds ? first : second)
    }
  }
}
