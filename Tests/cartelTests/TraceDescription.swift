import Foundation

/// The Informal Trace Format as its description says [Apalache, ADR-015], to hold files against.
enum TraceDescription {
  /// What is not as described.
  static func mistakes(in object: Any) -> [String] {
    guard let root = object as? [String: Any] else { return ["the trace is no object"] }
    guard let variables = root["vars"] as? [String], let states = root["states"] as? [Any] else {
      return ["'vars' is no array of strings, or 'states' no array"]
    }
    var mistakes: [String] = []
    if let remarks = root["#meta"], !(remarks is [String: Any]) { mistakes.append("#meta") }
    let parameters = root["params"].map { $0 as? [String] } ?? []
    if parameters == nil { mistakes.append("'params' is no array of strings") }
    if let loop = root["loop"], !isInteger(loop) { mistakes.append("loop") }
    let known: Set = ["#meta", "params", "vars", "states", "loop"]
    mistakes += root.keys.filter { !known.contains($0) }.map { "unknown '\($0)'" }
    for (index, state) in states.enumerated() {
      guard let state = state as? [String: Any] else {
        mistakes.append("state \(index) is no object")
        continue
      }
      let needed = variables + (index == 0 ? parameters ?? [] : [])
      mistakes += needed.filter { state[$0] == nil }.map { "state \(index) has no '\($0)'" }
      for (name, value) in state {
        if name == "#meta" {
          if !(value is [String: Any]) { mistakes.append("#meta of state \(index)") }
        } else if !isExpression(value) {
          mistakes.append("state \(index): '\(name)' is no expression")
        }
      }
    }
    return mistakes
  }

  private static func isExpression(_ value: Any) -> Bool {
    if value is String { return true }
    if let list = value as? [Any] { return list.allSatisfy(isExpression) }
    guard let object = value as? [String: Any] else { return isInteger(value) }
    guard let tag = object.keys.first(where: { $0.hasPrefix("#") }) else {
      return object.values.allSatisfy(isExpression)
    }
    guard object.count == 1 else { return false }
    switch tag {
    case "#bigint":
      guard let digits = object[tag] as? String else { return false }
      return digits.wholeMatch(of: /-?[0-9]+/) != nil
    case "#tup", "#set": return (object[tag] as? [Any])?.allSatisfy(isExpression) ?? false
    case "#map":
      guard let pairs = object[tag] as? [[Any]] else { return false }
      return pairs.allSatisfy { $0.count == 2 && $0.allSatisfy(isExpression) }
    default: return false
    }
  }

  private static func isInteger(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return false }
    let double = number.doubleValue
    return double == double.rounded() && abs(double) < 9_007_199_254_740_992
  }
}
