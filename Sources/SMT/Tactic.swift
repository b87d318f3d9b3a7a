internal import CZ3

/// A way of rewriting or deciding questions, by Z3's name for it.
public final class Tactic {
  let context: Context
  let raw: Z3_tactic

  private init(_ context: Context, made raw: Z3_tactic) {
    self.context = context
    self.raw = raw
    Z3_tactic_inc_ref(context.raw, raw)
  }

  /// - Throws: ``SMTError`` if Z3 knows no tactic of this name.
  public convenience init(_ name: String, in context: Context) throws {
    self.init(
      context, made: try context.unwrap(Z3_mk_tactic(context.raw, name), "tactic \(name)"))
  }

  deinit {
    Z3_tactic_dec_ref(context.raw, raw)
  }

  /// This tactic, and the next on everything it leaves.
  public func then(_ next: Tactic) throws -> Tactic {
    try combined(with: next, "then", Z3_tactic_and_then)
  }

  /// This tactic, or the other on the original question if this one fails.
  public func orElse(_ other: Tactic) throws -> Tactic {
    try combined(with: other, "orElse", Z3_tactic_or_else)
  }

  /// This tactic, which fails if it takes longer.
  ///
  /// The limit is Z3's own, so that ``orElse(_:)`` can follow it; Z3 4.8.12 may hang when such limits are
  /// nested. For a limit on the whole, use that of ``apply(to:timeout:)``.
  public func tryFor(_ time: Duration) throws -> Tactic {
    Tactic(
      context,
      made: try context.unwrap(
        Z3_tactic_try_for(context.raw, raw, time.milliseconds), "tryFor"))
  }

  /// The goals the tactic leaves, each a conjunction: the formulas can hold if one of the goals can. An
  /// empty goal is `true`.
  ///
  /// - Throws: ``SMTError`` if the tactic fails, is interrupted or exceeds the time limit.
  public func apply(to formulas: [BoolTerm], timeout: Duration? = nil) throws -> [[BoolTerm]] {
    try context.admit(formulas.map(\.node), "apply")
    let goal = try Goal(formulas, in: context)
    let applied = try context.interruptible(timeout: timeout) {
      try context.unwrap(Z3_tactic_apply(context.raw, raw, goal.raw), "apply")
    }
    guard let result = applied else {
      throw SMTError(code: .interrupted, message: "interrupted", operation: "apply")
    }
    Z3_apply_result_inc_ref(context.raw, result)
    defer { Z3_apply_result_dec_ref(context.raw, result) }
    return try (0..<Z3_apply_result_get_num_subgoals(context.raw, result)).map { index in
      try self.formulas(
        of: try context.unwrap(Z3_apply_result_get_subgoal(context.raw, result, index), "apply"))
    }
  }

  /// The names of all tactics Z3 has.
  public static func names(in context: Context) -> [String] {
    (0..<Z3_get_num_tactics(context.raw)).compactMap {
      Z3_get_tactic_name(context.raw, $0).map { String(cString: $0) }
    }
  }

  private func formulas(of goal: Z3_goal) throws -> [BoolTerm] {
    Z3_goal_inc_ref(context.raw, goal)
    defer { Z3_goal_dec_ref(context.raw, goal) }
    return try (0..<Z3_goal_size(context.raw, goal)).map {
      BoolTerm(
        Node(context, try context.unwrap(Z3_goal_formula(context.raw, goal, $0), "apply")))
    }
  }

  private func combined(
    with other: Tactic, _ operation: String,
    _ combine: (Z3_context?, Z3_tactic?, Z3_tactic?) -> Z3_tactic?
  ) throws -> Tactic {
    guard other.context === context else {
      throw SMTError(
        code: .mixedContexts, message: "the tactics belong to different contexts",
        operation: operation)
    }
    return Tactic(
      context, made: try context.unwrap(combine(context.raw, raw, other.raw), operation))
  }
}

extension Duration {
  /// Whole milliseconds, at least one, as Z3 wants its time limits.
  var milliseconds: UInt32 {
    let (seconds, attoseconds) = components
    guard seconds < 4_000_000 else { return 4_000_000_000 }
    return UInt32(max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000))
  }
}
