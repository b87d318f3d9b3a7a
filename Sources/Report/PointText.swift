import Exact
import Mechanisms

/// Parameters in words: those that are not at their defaults first.
struct PointText {
  let point: [String: Rational]
  let mechanism: Mechanism

  init(_ point: [String: Rational], of mechanism: Mechanism) {
    self.point = point
    self.mechanism = mechanism
  }

  /// Those that are not at their defaults.
  var unusual: [String] {
    mechanism.parameters.compactMap { parameter -> String? in
      guard let value = point[parameter.name], value != parameter.defaultValue else { return nil }
      let usual = parameter.defaultValue.map { " (usually \($0))" } ?? ""
      return "\(parameter.name) = \(value)\(usual)"
    }
  }

  var lines: [String] {
    let usual = mechanism.parameters.compactMap { parameter -> String? in
      guard let value = point[parameter.name], value == parameter.defaultValue else { return nil }
      return "\(parameter.name) = \(value)"
    }
    var lines: [String] = []
    if !unusual.isEmpty { lines.append("where: \(unusual.joined(separator: ", "))") }
    if !usual.isEmpty { lines.append("as usual: \(usual.joined(separator: ", "))") }
    return lines
  }
}
