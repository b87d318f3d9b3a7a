internal import CZ3

/// Formulas as Z3's tactics and probes take them.
final class Goal {
  let raw: Z3_goal
  private let context: Context

  init(_ formulas: [BoolTerm], in context: Context) throws {
    self.context = context
    raw = try context.unwrap(Z3_mk_goal(context.raw, true, false, false), "goal")
    Z3_goal_inc_ref(context.raw, raw)
    for formula in formulas {
      Z3_goal_assert(context.raw, raw, formula.node.raw)
      try context.throwFailure(of: "goal")
    }
  }

  deinit {
    Z3_goal_dec_ref(context.raw, raw)
  }

  /// Whether Z3's probe of this name says yes of the formulas.
  func satisfies(_ probe: String) throws -> Bool {
    let probe = try context.unwrap(Z3_mk_probe(context.raw, probe), "probe \(probe)")
    Z3_probe_inc_ref(context.raw, probe)
    defer { Z3_probe_dec_ref(context.raw, probe) }
    return Z3_probe_apply(context.raw, probe, raw) != 0
  }
}
