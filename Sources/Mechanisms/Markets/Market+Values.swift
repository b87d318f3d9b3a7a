public import Exact

extension Market {
  /// What the parameters of its mechanism are: those that are the same in all deals, as far as they have a value;
  /// of those that are not, all values that are possible, in ascending order.
  public func values(
    of mechanism: Mechanism
  ) -> (fixed: [String: Rational], varying: [(name: String, values: [Rational])]) {
    var fixed: [String: Rational] = [:]
    var varying: [(name: String, values: [Rational])] = []
    for parameter in mechanism.parameters {
      switch parameters[parameter.name] {
      case .fixed(let value): fixed[parameter.name] = value
      case .mixed(let values): varying.append((parameter.name, values.keys.sorted()))
      case nil: fixed[parameter.name] = parameter.defaultValue
      }
    }
    return (fixed, varying)
  }
}
