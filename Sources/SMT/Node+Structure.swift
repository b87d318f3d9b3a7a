internal import CZ3
internal import Exact

extension Node {
  var text: String {
    if let failure { return "(failed: \(failure))" }
    return withExtendedLifetime(self) { context.text(of: raw) }
  }

  func simplified(sort: Sort) -> Node {
    context.make("simplify", sort, [self]) { context, operands, _ in
      Z3_simplify(context, operands[0])
    }
  }

  func substituting(_ replacements: [(AnyTerm, AnyTerm)], sort: Sort) -> Node {
    guard replacements.allSatisfy({ $0.0.sort == $0.1.sort }) else {
      return context.fail(
        SMTError(
          code: .sort, message: "a term can be replaced only by one of its sort",
          operation: "substitute"), sort)
    }
    let operands = [self] + replacements.map(\.0.node) + replacements.map(\.1.node)
    let count = replacements.count
    return context.make("substitute", sort, operands) { context, operands, _ in
      Z3_substitute(context, operands[0], UInt32(count), operands + 1, operands + 1 + count)
    }
  }

  /// The number this expression literally is, if it is a rational numeral.
  var rational: Rational? {
    guard failure == nil else { return nil }
    return withExtendedLifetime(self) { context.rational(of: raw) }
  }

  var truth: Bool? {
    guard failure == nil else { return nil }
    return withExtendedLifetime(self) {
      switch Z3_get_bool_value(context.raw, raw) {
      case Z3_L_TRUE: true
      case Z3_L_FALSE: false
      default: nil
      }
    }
  }

  /// Whether this is a declared constant: something a quantifier can bind.
  var isConstant: Bool {
    withExtendedLifetime(self) {
      context.isApplication(raw) && context.kind(of: raw) == Z3_OP_UNINTERPRETED
        && context.arguments(of: raw).isEmpty
    }
  }
}

/// Looking into expressions. The pointers are borrowed: whoever calls holds a node above them.
extension Context {
  func text(of ast: Z3_ast) -> String {
    guard let text = Z3_ast_to_string(raw, ast) else { return "" }
    return String(cString: text)
  }

  func rational(of ast: Z3_ast) -> Rational? {
    guard !Z3_is_algebraic_number(raw, ast), Z3_is_numeral_ast(raw, ast),
      let text = Z3_get_numeral_string(raw, ast), Z3_get_error_code(raw) == Z3_OK
    else { return nil }
    return Rational(String(cString: text))
  }

  func isApplication(_ ast: Z3_ast) -> Bool {
    let kind = Z3_get_ast_kind(raw, ast)
    return kind == Z3_APP_AST || kind == Z3_NUMERAL_AST
  }

  func isQuantifier(_ ast: Z3_ast) -> Bool {
    Z3_get_ast_kind(raw, ast) == Z3_QUANTIFIER_AST
  }

  func kind(of ast: Z3_ast) -> Z3_decl_kind {
    Z3_get_decl_kind(raw, Z3_get_app_decl(raw, Z3_to_app(raw, ast)))
  }

  func arguments(of ast: Z3_ast) -> [Z3_ast] {
    let application = Z3_to_app(raw, ast)
    return (0..<Z3_get_app_num_args(raw, application)).compactMap {
      Z3_get_app_arg(raw, application, $0)
    }
  }

  func sort(of ast: Z3_ast) -> Sort? {
    switch Z3_get_sort_kind(raw, Z3_get_sort(raw, ast)) {
    case Z3_BOOL_SORT: .bool
    case Z3_INT_SORT: .integer
    case Z3_REAL_SORT: .real
    default: nil
    }
  }
}
