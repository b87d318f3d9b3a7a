import ArgumentParser
import Exact
import Mechanisms
import Spelling

/// What options say of several things in one text, as in `price=10,cost=4`.
enum Assignment {
  static func parts(of text: String) -> [String] {
    text.split(separator: ",").map { String($0.trimmingPrefix(while: \.isWhitespace)) }
  }

  /// What is before and after a `=`.
  static func pair(_ text: String) -> (name: String, rest: String)? {
    guard let place = text.firstIndex(of: "=") else { return nil }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }

  /// What `--set` gives to the parameters of a mechanism.
  ///
  /// - Throws: a `ValidationError` that names the option.
  static func values(_ texts: [String], of mechanism: Mechanism) throws -> [String: Rational] {
    let values = try values(texts, "parameter", among: mechanism.parameters.map(\.name))
    for parameter in mechanism.parameters where parameter.isInteger {
      guard let value = values[parameter.name], !value.isInteger else { continue }
      throw ValidationError(
        "--set \(parameter.name)=\(value): '\(parameter.name)' is a whole number")
    }
    return values
  }

  /// What `--set` gives to things that have these names.
  ///
  /// - Throws: a `ValidationError` that names the option.
  static func values(
    _ texts: [String], _ kind: String, among names: [String]
  ) throws -> [String: Rational] {
    var values: [String: Rational] = [:]
    for text in texts.flatMap(parts(of:)) {
      let option = "--set \(text)"
      guard let (name, rest) = pair(text), let value = Rational(rest) else {
        throw ValidationError("\(option): it takes a \(kind) and a number, as in price=10")
      }
      values[try known(name, kind, among: names, in: option)] = value
    }
    return values
  }

  /// A role, and how many agents of it.
  ///
  /// - Throws: a `ValidationError` that names the option.
  static func count(
    _ text: String, of mechanism: Mechanism, in option: String
  ) throws -> (role: String, number: Int) {
    guard let (name, rest) = pair(text), let number = Int(rest), number >= 0,
      number <= mostAgents
    else {
      throw ValidationError(
        "\(option): it takes a role and a number of at most \(mostAgents), as in node=100")
    }
    let roles = mechanism.roles.map(\.name)
    return (try known(name, "role", among: roles, in: option), number)
  }

  private static let mostAgents = 5_000_000

  /// A name, if there is such a thing.
  ///
  /// - Throws: a `ValidationError` that names the option, and what may be meant.
  static func known(
    _ name: String, _ kind: String, among names: [String], in option: String
  ) throws -> String {
    if names.contains(name) { return name }
    let near = nearest(to: name, among: names).map { "; did you mean '\($0)'?" }
    let all = names.isEmpty ? "there is none" : "there are \(names.joined(separator: ", "))"
    throw ValidationError("\(option): unknown \(kind) '\(name)'\(near ?? ": \(all)")")
  }
}
