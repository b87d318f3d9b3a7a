internal import CZ3
import Exact

extension RealTerm {
  /// The term without a factor that it visibly has: in every summand, and in both branches of a choice.
  ///
  /// - Returns: nil if the factor is not seen everywhere.
  /// - Complexity: linear in the number of different subterms.
  public func dividing(exactlyBy factor: RealTerm) -> RealTerm? {
    guard failure == nil, factor.failure == nil else { return nil }
    var division = Division(by: factor)
    return division.quotient(of: self)
  }
}

/// Divides terms that share subterms.
private struct Division {
  private let factor: RealTerm
  private var known: [RealTerm: RealTerm?] = [:]

  init(by factor: RealTerm) { self.factor = factor }

  mutating func quotient(of term: RealTerm) -> RealTerm? {
    if let answer = known[term] { return answer }
    let answer = divided(term)
    known[term] = .some(answer)
    return answer
  }

  private mutating func divided(_ term: RealTerm) -> RealTerm? {
    let context = term.context
    if term == factor { return context.number(1) }
    if term.rational?.isZero ?? false { return term }
    guard context.isApplication(term.node.raw) else { return nil }
    let nodes = withExtendedLifetime(term) {
      context.arguments(of: term.node.raw).map { Node(context, $0) }
    }
    switch context.kind(of: term.node.raw) {
    case Z3_OP_ADD:
      var parts: [RealTerm] = []
      for node in nodes {
        guard let part = quotient(of: RealTerm(node)) else { return nil }
        parts.append(part)
      }
      return sum(parts, in: context)
    case Z3_OP_MUL:
      var parts = nodes.map { RealTerm($0) }
      for index in parts.indices {
        guard let part = quotient(of: parts[index]) else { continue }
        parts[index] = part
        return product(parts, in: context)
      }
      return nil
    case Z3_OP_ITE:
      guard let first = quotient(of: RealTerm(nodes[1])),
        let second = quotient(of: RealTerm(nodes[2]))
      else { return nil }
      return ite(BoolTerm(nodes[0]), first, second)
    default: return nil
    }
  }
}
