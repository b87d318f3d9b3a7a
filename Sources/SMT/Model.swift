internal import CZ3
public import Exact

/// An assignment of values to all constants that satisfies a question. Constants the question leaves
/// open get a value of Z3's choice.
public final class Model: CustomStringConvertible {
  let context: Context
  private let raw: Z3_model

  init(_ context: Context, _ raw: Z3_model) {
    self.context = context
    self.raw = raw
    Z3_model_inc_ref(context.raw, raw)
  }

  deinit {
    Z3_model_dec_ref(context.raw, raw)
  }

  /// The exact value of a real term.
  ///
  /// - Throws: ``SMTError`` if the term failed, is of another context, or has no single value.
  public func value(of term: RealTerm) throws -> Number {
    try context.admit([term.node], "value")
    return try number(try evaluate(term.node.raw, .real))
  }

  /// The exact value of a whole-number term; its denominator is 1.
  public func value(of term: IntTerm) throws -> Rational {
    try context.admit([term.node], "value")
    let result = try evaluate(term.node.raw, .integer)
    guard let value = result.rational else { throw notAValue(result) }
    return value
  }

  /// Whether the formula holds.
  public func truth(of term: BoolTerm) throws -> Bool {
    try context.admit([term.node], "truth")
    return try truth(of: term.node.raw)
  }

  public var description: String {
    Z3_model_to_string(context.raw, raw).map { String(cString: $0) } ?? ""
  }

  func truth(of ast: Z3_ast) throws -> Bool {
    let result = try evaluate(ast, .bool)
    guard let truth = result.truth else { throw notAValue(result) }
    return truth
  }

  /// The value of an arithmetic expression, which must be rational.
  func rational(of ast: Z3_ast) throws -> Rational {
    let result = try evaluate(ast, .real)
    guard let value = result.rational else { throw notAValue(result) }
    return value
  }

  private func evaluate(_ ast: Z3_ast, _ sort: Sort) throws -> Node {
    var value: Z3_ast?
    let succeeded = Z3_model_eval(context.raw, raw, ast, true, &value)
    let result = Node(context, try context.unwrap(succeeded ? value : nil, "value"))
    let isValue =
      Z3_is_numeral_ast(context.raw, result.raw) || Z3_is_algebraic_number(context.raw, result.raw)
      || result.truth != nil
    return isValue ? result : result.simplified(sort: sort)
  }

  private func notAValue(_ node: Node) -> SMTError {
    SMTError(code: .value, message: "no single value: \(node.text)", operation: "value")
  }

  private func number(_ node: Node) throws -> Number {
    if let value = node.rational { return .rational(value) }
    guard Z3_is_algebraic_number(context.raw, node.raw) else { throw notAValue(node) }
    return .algebraic(try algebraic(node))
  }

  private func algebraic(_ node: Node) throws -> AlgebraicNumber {
    let coefficients = try context.nodes(
      of: Z3_algebraic_get_poly(context.raw, node.raw), "root"
    ).map { coefficient in
      guard let value = coefficient.rational else { throw notAValue(node) }
      return value
    }
    // Z3 counts the roots only for its text, `(root-obj polynomial index)`; `Z3_algebraic_get_i` may say 0.
    guard let index = node.text.split(separator: " ").last.flatMap({ Int($0.dropLast()) }) else {
      throw notAValue(node)
    }
    for precision: UInt32 in [10, 20, 40, 80, 160, 320] {
      let lower = try bound(Z3_get_algebraic_number_lower(context.raw, node.raw, precision))
      let upper = try bound(Z3_get_algebraic_number_upper(context.raw, node.raw, precision))
      if let number = AlgebraicNumber(
        coefficients: coefficients, index: index, lower: lower, upper: upper)
      {
        return number
      }
    }
    throw notAValue(node)
  }

  private func bound(_ ast: Z3_ast?) throws -> Rational {
    let node = Node(context, try context.unwrap(ast, "root"))
    guard let value = node.rational else { throw notAValue(node) }
    return value
  }
}

extension Context {
  /// The expressions of a vector, which is released.
  func nodes(of vector: Z3_ast_vector?, _ operation: String) throws -> [Node] {
    let vector = try unwrap(vector, operation)
    Z3_ast_vector_inc_ref(raw, vector)
    defer { Z3_ast_vector_dec_ref(raw, vector) }
    return try (0..<Z3_ast_vector_size(raw, vector)).map {
      Node(self, try unwrap(Z3_ast_vector_get(raw, vector, $0), operation))
    }
  }
}
