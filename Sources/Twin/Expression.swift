import Exact
import Mechanisms

/// A formula as the twin evaluates it: names are numbers of the ``Script``.
indirect enum Expression: Hashable, Sendable {
  case constant(Value)
  case binding(Int)
  case outcome(Int)
  case attribute(of: Script.Pool, name: String, Int)
  case own(Int)
  case isIn(draw: Int)
  case count(Int)
  case negative(Expression)
  case arithmetic(Formula.Arithmetic, Expression, Expression)
  case power(Expression, Int)
  case comparison(Formula.Comparison, Expression, Expression)
  case not(Expression)
  case all([Expression])
  case any([Expression])
  case conditional(Expression, Expression, Expression)
  case minimum([Expression])
  case maximum([Expression])
  case floor(Expression)
  case ceiling(Expression)

  static let one = Expression.constant(.number(1))
}

/// What a formula yields; an option is a number of the ``Script``.
enum Value: Hashable, Sendable {
  case number(Rational)
  case truth(Bool)
  case option(Int)
}
