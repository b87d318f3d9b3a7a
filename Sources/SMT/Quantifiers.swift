internal import CZ3

/// The formula that the body holds for all values of these declared constants.
public func forAll(_ constants: [any Term], _ body: BoolTerm) -> BoolTerm {
  quantify("forall", constants, body) { Z3_mk_forall_const($0, 0, $1, $2, 0, nil, $3) }
}

/// The formula that the body holds for some values of these declared constants.
public func exists(_ constants: [any Term], _ body: BoolTerm) -> BoolTerm {
  quantify("exists", constants, body) { Z3_mk_exists_const($0, 0, $1, $2, 0, nil, $3) }
}

private func quantify(
  _ operation: String, _ constants: [any Term], _ body: BoolTerm,
  _ build: (Z3_context, UInt32, UnsafePointer<Z3_app?>, Z3_ast?) -> Z3_ast?
) -> BoolTerm {
  guard !constants.isEmpty else { return body }
  let context = body.context
  let bound = constants.map(\.erased.node)
  if let failure = bound.lazy.compactMap(\.failure).first {
    return BoolTerm(context.fail(failure, .bool))
  }
  guard bound.allSatisfy(\.isConstant) else {
    return BoolTerm(
      context.fail(
        SMTError(
          code: .invalidArgument, message: "only declared constants can be quantified",
          operation: operation), .bool))
  }
  return BoolTerm(
    context.make(operation, .bool, [body.node] + bound) { raw, operands, _ in
      let applications = (0..<bound.count).map { Z3_to_app(raw, operands[$0 + 1]) as Z3_app? }
      return build(raw, UInt32(bound.count), applications, operands[0])
    })
}
