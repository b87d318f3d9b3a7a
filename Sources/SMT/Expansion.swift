internal import CZ3
internal import Exact

/// Multiplies out terms, with a variable for each product of variables.
final class Expansion {
  /// Variables by their number, with repetition, in order.
  typealias Product = [Int]

  /// What keeps terms from being multiplied out.
  struct Unsupported: Error {}

  private let context: Context
  private var variables: [RealTerm] = []
  private var numbers: [RealTerm: Int] = [:]
  private var names: [String: Int] = [:]
  /// The products of two or more variables, in the order in which they were met.
  private(set) var products: [Product] = []
  private var symbols: [Product: RealTerm] = [:]
  /// The truth variables met.
  private(set) var truths: [BoolTerm] = []
  private var terms: [Key: RealTerm] = [:]
  private var formulas: [BoolTerm: BoolTerm] = [:]
  private var steps = 0

  private struct Key: Hashable {
    var factors: [RealTerm]
    var product: Product
  }

  private static let mostSteps = 10_000

  init(_ context: Context) { self.context = context }

  // MARK: - Products

  /// The variable that stands for a product; 1 for the empty one.
  func variable(for product: Product) -> RealTerm {
    switch product.count {
    case 0: return context.number(1)
    case 1: return variables[product[0]]
    default:
      if let known = symbols[product] { return known }
      let symbol = context.freshReal("product")
      symbols[product] = symbol
      products.append(product)
      return symbol
    }
  }

  private func number(of variable: RealTerm) -> Int {
    if let known = numbers[variable] { return known }
    numbers[variable] = variables.count
    names[variable.description] = variables.count
    variables.append(variable)
    return variables.count - 1
  }

  // MARK: - Formulas

  /// A formula with its comparisons multiplied out.
  func truth(_ formula: BoolTerm) throws -> BoolTerm {
    if let known = formulas[formula] { return known }
    let result = try computedTruth(formula)
    formulas[formula] = result
    return result
  }

  private func computedTruth(_ formula: BoolTerm) throws -> BoolTerm {
    if formula.truth != nil { return formula }
    let (kind, nodes) = try parts(of: formula.node)
    let isOfTruths = nodes.first.map { context.sort(of: $0.raw) == .bool } ?? true
    guard isOfTruths else { return try comparison(kind, nodes.map { RealTerm($0) }) }
    if kind == Z3_OP_UNINTERPRETED, nodes.isEmpty {
      truths.append(formula)
      return formula
    }
    let truths = try nodes.map { try truth(BoolTerm($0)) }
    switch kind {
    case Z3_OP_NOT: return !truths[0]
    case Z3_OP_AND: return conjunction(truths, in: context)
    case Z3_OP_OR: return disjunction(truths, in: context)
    case Z3_OP_IMPLIES: return truths[0].implies(truths[1])
    case Z3_OP_ITE: return ite(truths[0], truths[1], truths[2])
    case Z3_OP_EQ where truths.count == 2, Z3_OP_IFF: return truths[0] .== truths[1]
    case Z3_OP_XOR where truths.count == 2: return truths[0] .!= truths[1]
    default: throw Unsupported()
    }
  }

  private func comparison(_ kind: Z3_decl_kind, _ sides: [RealTerm]) throws -> BoolTerm {
    guard sides.count == 2, context.sort(of: sides[0].node.raw) == .real else {
      throw Unsupported()
    }
    let (left, right) = (try expanded([sides[0]], by: []), try expanded([sides[1]], by: []))
    switch kind {
    case Z3_OP_LE: return left <= right
    case Z3_OP_LT: return left < right
    case Z3_OP_GE: return left >= right
    case Z3_OP_GT: return left > right
    case Z3_OP_EQ: return left .== right
    case Z3_OP_DISTINCT: return left .!= right
    default: throw Unsupported()
    }
  }

  private func parts(of node: Node) throws -> (kind: Z3_decl_kind, [Node]) {
    try withExtendedLifetime(node) {
      guard context.isApplication(node.raw) else { throw Unsupported() }
      return (
        context.kind(of: node.raw), context.arguments(of: node.raw).map { Node(context, $0) }
      )
    }
  }

  // MARK: - Terms

  /// The product of factors and variables as a sum, or a choice of sums, of products of variables.
  private func expanded(_ factors: [RealTerm], by product: Product) throws -> RealTerm {
    let key = Key(factors: factors, product: product)
    if let known = terms[key] { return known }
    steps += 1
    guard steps <= Self.mostSteps else { throw Unsupported() }
    let result = try multiplied(factors, by: product)
    terms[key] = result
    return result
  }

  private func multiplied(_ factors: [RealTerm], by product: Product) throws -> RealTerm {
    var rest = factors
    guard let first = rest.popLast() else { return variable(for: product) }
    if let value = first.rational {
      if value.isZero { return context.number(0) }
      let other = try expanded(rest, by: product)
      return value == 1 ? other : value * other
    }
    let (kind, nodes) = try parts(of: first.node)
    let arguments = { nodes.map { RealTerm($0) } }
    switch kind {
    case Z3_OP_UNINTERPRETED where nodes.isEmpty:
      return try expanded(rest, by: (product + [number(of: first)]).sorted())
    case Z3_OP_MUL: return try expanded(rest + arguments(), by: product)
    case Z3_OP_ADD:
      return SMT.sum(try arguments().map { try expanded(rest + [$0], by: product) }, in: context)
    case Z3_OP_SUB:
      let terms = try arguments().map { try expanded(rest + [$0], by: product) }
      return terms.dropFirst().reduce(terms[0]) { $0 - $1 }
    case Z3_OP_UMINUS: return -(try expanded(rest + [arguments()[0]], by: product))
    case Z3_OP_ITE:
      return ite(
        try truth(BoolTerm(nodes[0])), try expanded(rest + [RealTerm(nodes[1])], by: product),
        try expanded(rest + [RealTerm(nodes[2])], by: product))
    case Z3_OP_POWER:
      guard let exponent = arguments()[1].rational?.integer, (1...8).contains(exponent) else {
        throw Unsupported()
      }
      return try expanded(
        rest + Array(repeating: arguments()[0], count: exponent), by: product)
    default: throw Unsupported()
    }
  }

  // MARK: - Facts

  /// That a polynomial is not below zero, or above it.
  struct Fact: Hashable {
    var polynomial: Polynomial
    var isStrict: Bool
  }

  /// What a formula says of polynomials by itself.
  func facts(in formula: BoolTerm) -> [Fact] { facts(in: formula, negated: false) }

  private func facts(in formula: BoolTerm, negated: Bool) -> [Fact] {
    guard let (kind, nodes) = try? parts(of: formula.node) else { return [] }
    switch kind {
    case Z3_OP_AND where !negated, Z3_OP_OR where negated:
      return nodes.flatMap { facts(in: BoolTerm($0), negated: negated) }
    case Z3_OP_NOT: return facts(in: BoolTerm(nodes[0]), negated: !negated)
    case Z3_OP_LE, Z3_OP_LT, Z3_OP_GE, Z3_OP_GT: break
    default: return []
    }
    guard let left = polynomial(of: RealTerm(nodes[0])),
      let right = polynomial(of: RealTerm(nodes[1]))
    else { return [] }
    let isAtMost = kind == Z3_OP_LE || kind == Z3_OP_LT
    let isStrict = (kind == Z3_OP_LT || kind == Z3_OP_GT) != negated
    return [Fact(polynomial: isAtMost != negated ? right - left : left - right, isStrict: isStrict)]
  }

  private func polynomial(of term: RealTerm) -> Polynomial? {
    if let value = term.rational { return Polynomial(value) }
    guard let (kind, nodes) = try? parts(of: term.node) else { return nil }
    if kind == Z3_OP_UNINTERPRETED, nodes.isEmpty {
      _ = number(of: term)
      return Polynomial(variable: term.description)
    }
    var parts: [Polynomial] = []
    for node in nodes {
      guard context.sort(of: node.raw) == .real, let part = polynomial(of: RealTerm(node)) else {
        return nil
      }
      parts.append(part)
    }
    switch kind {
    case Z3_OP_ADD: return parts.reduce(0, +)
    case Z3_OP_SUB: return parts.dropFirst().reduce(parts[0], -)
    case Z3_OP_UMINUS: return -parts[0]
    case Z3_OP_MUL: return parts.reduce(1, *)
    default: return nil
    }
  }

  /// A polynomial in the variables that stand for its products; nil if one of them was not met.
  func sum(_ polynomial: Polynomial) -> RealTerm? {
    var terms: [RealTerm] = []
    for term in polynomial.terms {
      let product = term.monomial.factors.flatMap { factor in
        Array(repeating: names[factor.variable] ?? 0, count: factor.exponent)
      }.sorted()
      guard product.count < 2 || symbols[product] != nil else { return nil }
      terms.append(term.coefficient * variable(for: product))
    }
    return SMT.sum(terms, in: context)
  }
}
