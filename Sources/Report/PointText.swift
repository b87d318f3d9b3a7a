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

  var lines: [String] { [whereUnusual, whereUsual].compactMap { $0 } }

  /// Those that are not at their defaults.
  var unusual: [String] {
    mechanism.parameters.compactMap { parameter -> String? in
      guard let value = point[parameter.name], value != parameter.defaultValue else { return nil }
      let usual = parameter.defaultValue.map { " (usually \($0))" } ?? ""
      return "\(parameter.name) = \(value)\(usual)"
    }
  }

  /// The parameters that are not at their defaults; nil if there are none.
  var whereUnusual: String? {
    unusual.isEmpty ? nil : "where: \(unusual.joined(separator: ", "))"
  }

  private var whereUsual: String? {
    let usual = mechanism.parameters.compactMap { parameter -> String? in
      guard let value = point[parameter.name], value == parameter.defaultValue else { return nil }
      return "\(parameter.name) = \(value)"
    }
    return usual.isEmpty ? nil : "as usual: \(usual.joined(separator: ", "))"
  }
}
