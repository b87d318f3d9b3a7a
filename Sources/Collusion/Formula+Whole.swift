import Exact
import Mechanisms

extension Formula {
  /// Whether it is a whole number wherever these parameters are.
  func isWhole(for parameters: Set<String>) -> Bool {
    switch self {
    case .number(let value): value.isInteger
    case .parameter(let name): parameters.contains(name)
    case .negative(let part), .power(let part, _): part.isWhole(for: parameters)
    case .arithmetic(let operation, let left, let right):
      operation != .over && left.isWhole(for: parameters) && right.isWhole(for: parameters)
    case .conditional(_, let first, let second):
      first.isWhole(for: parameters) && second.isWhole(for: parameters)
    case .minimum(let parts), .maximum(let parts):
      parts.allSatisfy { $0.isWhole(for: parameters) }
    case .floor, .ceiling, .count: true
    default: false
    }
  }
}
