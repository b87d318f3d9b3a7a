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

  var lines: [String] {
    let changed = mechanism.parameters.compactMap { parameter -> String? in
      guard let value = point[parameter.name], value != parameter.defaultValue else { return nil }
      let usual = parameter.defaultValue.map { " (usually \($0))" } ?? ""
      return "\(parameter.name) = \(value)\(usual)"
    }
    let usual = mechanism.parameters.compactMap { parameter -> String? in
      guard let value = point[parameter.name], value == parameter.defaultValue else { return nil }
      return "\(parameter.name) = \(value)"
    }
    var lines: [String] = []
    if !changed.isEmpty { lines.append("where: \(changed.joined(separator: ", "))") }
    if !usual.isEmpty { lines.append("as usual: \(usual.joined(separator: ", "))") }
    return lines
  }
}
