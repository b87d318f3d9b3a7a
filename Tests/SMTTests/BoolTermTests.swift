import SMT
import Testing

@Suite("Formulas")
struct BoolTermTests {
  let context: Context
  let p: BoolTerm
  let q: BoolTerm

  init() throws {
    context = try Context()
    p = context.bool("p")
    q = context.bool("q")
  }

  @Test("connectives have their truth tables", arguments: [true, false], [true, false])
  func truthTables(_ left: Bool, _ right: Bool) {
    let (l, r) = (context.constant(left), context.constant(right))
    #expect((l && r).simplified.truth == (left && right))
    #expect((l || r).simplified.truth == (left || right))
    #expect((!l).simplified.truth == !left)
    #expect(l.implies(r).simplified.truth == (!left || right))
    #expect((l .== r).simplified.truth == (left == right))
    #expect((l .!= r).simplified.truth == (left != right))
    #expect(ite(l, l, r).simplified.truth == (left ? left : right))
  }

  @Test("a formula with variables has no literal truth value")
  func truthOfVariables() {
    #expect(p.truth == nil)
    #expect((p && q).truth == nil)
    #expect((p && !p).simplified.truth == false)
  }

  @Test("conjunctions and disjunctions of none and of one are what they should be")
  func smallAggregates() {
    #expect(conjunction([], in: context).truth == true)
    #expect(disjunction([], in: context).truth == false)
    #expect(conjunction([p], in: context) == p)
    #expect(disjunction([q], in: context) == q)
    #expect(conjunction([p, q], in: context) == (p && q))
  }

  @Test("equal expressions are equal, hash alike, and print as SMT-LIB")
  func identity() {
    #expect((p && q) == (p && q))
    #expect((p && q) != (q && p))
    #expect(Set([p && q, p && q, q]).count == 2)
    #expect(p == context.bool("p"))
    #expect("\(p.implies(q))" == "(=> p q)")
  }

  @Test("constants are substituted at once")
  func substitution() {
    #expect((p && q).substituting([p: q, q: p]) == (q && p))
    #expect((p && q).substituting([p: context.constant(false)]).simplified.truth == false)
  }

  @Test("fresh constants differ from each other")
  func fresh() {
    #expect(context.freshBool("b") != context.freshBool("b"))
    #expect(context.freshReal("r") != context.freshReal("r"))
    #expect(context.freshInteger("n") != context.freshInteger("n"))
  }

  @Test("the sort is kept when a term is erased")
  func erasure() {
    #expect(BoolTerm(p.erased) == p)
    #expect(RealTerm(p.erased) == nil)
    #expect(IntTerm(p.erased) == nil)
  }
}
