import Exact

/// A formula as it is written, with the place of each part, before its names mean anything.
struct Expression {
  var shape: Shape
  var location: Location
  /// How many parts are inside one another.
  var depth: Int

  indirect enum Shape {
    /// With its text, since an option may be called like a number.
    case number(Rational, String)
    case truth(Bool)
    case name(String, Meaning?)
    case member(String, String, at: Location)
    case function(Function, [Expression])
    case size(GroupExpression)
    case isIn(String)
    case negative(Expression)
    case arithmetic(Formula.Arithmetic, Expression, Expression)
    case power(Expression, Int)
    case chain([Expression], [Formula.Comparison])
    case not(Expression)
    case all([Expression])
    case any([Expression])
    case conditional(Expression, Expression, Expression)
  }

  /// What a name stands for.
  enum Meaning: String {
    case parameter = "a parameter"
    case binding = "a binding"
    case outcome = "a chance"
    case own = "an attribute"
    case option = "an option"
  }

  enum Function: String {
    case minimum = "min"
    case maximum = "max"
    case floor
    case ceiling = "ceil"
  }

  init(_ shape: Shape, at location: Location) {
    self.shape = shape
    self.location = location
    let parts: [Expression] =
      switch shape {
      case .number, .truth, .name, .member, .isIn: []
      case .function(_, let parts), .chain(let parts, _), .all(let parts), .any(let parts): parts
      case .size(let group): group.condition.map { [$0] } ?? []
      case .negative(let part), .power(let part, _), .not(let part): [part]
      case .arithmetic(_, let left, let right): [left, right]
      case .conditional(let condition, let yes, let no): [condition, yes, no]
      }
    depth = 1 + (parts.map(\.depth).max() ?? 0)
  }
}

/// `NAME where CONDITION`, before it means anything.
struct GroupExpression {
  var name: String
  var location: Location
  var condition: Expression?
}
