internal import CZ3

/// A counted reference to one expression of Z3, which keeps its context alive.
///
/// A failed operation yields a node that carries the failure, and every node built from it carries
/// it too, so that a stand-in never reaches a question unnoticed.
final class Node {
  let context: Context
  let raw: Z3_ast
  let failure: SMTError?

  init(_ context: Context, _ raw: Z3_ast, failure: SMTError? = nil) {
    self.context = context
    self.raw = raw
    self.failure = failure
    Z3_inc_ref(context.raw, raw)
  }

  deinit {
    Z3_dec_ref(context.raw, raw)
  }
}
